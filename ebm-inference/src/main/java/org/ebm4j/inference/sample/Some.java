package org.ebm4j.inference.sample;

import java.util.List;

/// Lists for messages.
final class Some {
  private static final int SHOWN = 6;

  private Some() {}

  /// The list, or its beginning and how many there are.
  static String of(List<String> all) {
    return all.size() <= SHOWN
        ? all.toString()
        : "[" + String.join(", ", all.subList(0, SHOWN)) + ", … " + all.size() + " in all]";
  }
}
