package org.ebm4j.benchmarks.bench;

/// How much is spent on a row.
///
/// @param forks fresh JVMs, ≥ 1
/// @param warmUp milliseconds in each, at least
/// @param time milliseconds in windows, in each
public record Effort(int forks, long warmUp, long time) {
  /// For tests of the command: figures worth nothing.
  static final Effort TRIFLING = new Effort(1, 20, 40);

  static final Effort SHORT = new Effort(2, 400, 600);
  static final Effort STANDARD = new Effort(3, 500, 2000);
  static final Effort FULL = new Effort(5, 500, 3000);

  Effort forks(int other) {
    return new Effort(other, warmUp, time);
  }
}
