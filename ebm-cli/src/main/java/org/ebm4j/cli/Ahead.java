package org.ebm4j.cli;

import java.math.BigDecimal;
import java.util.Set;
import org.ebm4j.api.engine.Engine;

/// What an answer will need, begun on a thread beside the reading of the words: the engine links
/// its foreign functions, and the tables of decimal numbers, which reading an energy wants, are
/// made.
final class Ahead {
  private static final Set<String> COMPUTING = Set.of("infer", "sample", "train", "demo", "doctor");

  private Ahead() {}

  /// Begins where the words ask for something to be computed. What goes wrong here does so again,
  /// with a sentence, where it is needed.
  static void of(String... words) {
    if (words.length > 0 && COMPUTING.contains(words[0])) {
      Thread.ofPlatform().daemon().name("ebm-ahead").start(Ahead::begin);
    }
  }

  private static void begin() {
    BigDecimal.ONE.signum();
    Engine.best();
  }
}
