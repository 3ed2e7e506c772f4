package org.ebm4j.benchmarks.row;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// Work ready to be timed, its answer checked.
public interface Job extends AutoCloseable {
  /// Does so many steps; all are done when it returns. Steps allocate nothing that the work does
  /// not need.
  ///
  /// @param steps ≥ 1
  void run(int steps);

  /// How far the checked answer was off.
  Check checked();

  /// f32 operations the mathematics of a step takes, a multiply-add counted as two, functions and
  /// noise not counted; empty where operations do not measure the work.
  OptionalDouble flops();

  /// The row's figure, made of the time of a step.
  default Measure measure() {
    return Measure.STEP;
  }

  /// A number that another program doing the same work from the same numbers must find.
  default OptionalDouble answer() {
    return OptionalDouble.empty();
  }

  /// One step of the same work in plain Java loops; empty where nobody would write them.
  default Optional<Runnable> baseline() {
    return Optional.empty();
  }

  /// Whether the bytes a step allocates in this process mean anything.
  default boolean countsBytes() {
    return true;
  }

  /// Further figures, taken once after the timing, by their name in the JSON.
  default Map<String, Double> further() {
    return Map.of();
  }

  @Override
  void close();
}
