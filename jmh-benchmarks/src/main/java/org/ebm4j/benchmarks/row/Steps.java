package org.ebm4j.benchmarks.row;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.ebm4j.api.engine.Run;

/// A job that is a run of a compiled program.
///
/// @param running stands at its start
/// @param loops one step in plain Java loops
/// @param told further figures, taken after the timing
public record Steps(
    Run running,
    Check checked,
    OptionalDouble flops,
    OptionalDouble answer,
    Optional<Runnable> loops,
    Supplier<Map<String, Double>> told)
    implements Job {

  /// @param flops that the mathematics of a step takes
  public static Steps of(Run run, Check checked, double flops) {
    return new Steps(
        run, checked, OptionalDouble.of(flops), OptionalDouble.empty(), Optional.empty(), Map::of);
  }

  /// With a number that peers must find.
  public Steps answering(double number) {
    return new Steps(running, checked, flops, OptionalDouble.of(number), loops, told);
  }

  /// With a baseline, one step.
  public Steps beside(Runnable plain) {
    return new Steps(running, checked, flops, answer, Optional.of(plain), told);
  }

  /// With further figures.
  public Steps telling(Supplier<Map<String, Double>> figures) {
    return new Steps(running, checked, flops, answer, loops, figures);
  }

  @Override
  public void run(int steps) {
    running.step(steps);
  }

  @Override
  public Optional<Runnable> baseline() {
    return loops;
  }

  @Override
  public Map<String, Double> further() {
    return told.get();
  }

  @Override
  public void close() {
    running.close();
  }
}
