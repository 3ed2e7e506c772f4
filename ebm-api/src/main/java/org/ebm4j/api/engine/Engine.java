package org.ebm4j.api.engine;

import java.time.Duration;
import java.util.Optional;

/// Compiles computations for one kind of processor. Found by {@link java.util.ServiceLoader}.
public interface Engine {
  /// The name a person chooses it by.
  String name();

  /// Larger is preferred among the engines that are available.
  int rank();

  /// Why it cannot run here, as one sentence with the way out; empty if it can.
  Optional<String> unavailable();

  /// Compiles, or returns the program compiled earlier for an equal structure.
  Program compile(Computation computation, Precision precision);

  /// How long a run must have been asked for steps until they take what they will take from then
  /// on; zero where the first are as fast as all others.
  default Duration warmUp() {
    return Duration.ZERO;
  }

  /// The best available engine; each better one that is not used says why in the log.
  static Engine best() {
    return Engines.best();
  }

  /// The engine of that name.
  ///
  /// @throws IllegalArgumentException if there is none or it cannot run here, with the reason and
  ///   the names there are
  static Engine named(String name) {
    return Engines.named(name);
  }
}
