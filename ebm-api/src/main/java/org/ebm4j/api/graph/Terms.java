package org.ebm4j.api.graph;

import java.util.function.Supplier;

/// Which term is being declared on this thread, so that errors and listings can name it.
public final class Terms {
  private static final ThreadLocal<String> CURRENT = ThreadLocal.withInitial(() -> "");

  private Terms() {}

  /// Runs a declaration under a term's name.
  public static <T> T declaring(String term, Supplier<T> declaration) {
    String outer = CURRENT.get();
    CURRENT.set(term);
    try {
      return declaration.get();
    } finally {
      CURRENT.set(outer);
    }
  }

  static String current() {
    return CURRENT.get();
  }
}
