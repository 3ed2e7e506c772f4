package org.ebm4j.api.engine;

/// A compiled computation. Immutable; any number of runs may use it at once.
public interface Program {
  Computation computation();

  Precision precision();

  /// The engine that will run it.
  String engine();

  /// Reserves the numbers of a run: leaves start at zero, the step counter at zero.
  ///
  /// @param chains > 0
  /// @param seed keys all noise; the same seed gives the same bits on any number of threads
  Run start(int chains, long seed);

  /// Stages, flops and bytes, for a person.
  String explain();
}
