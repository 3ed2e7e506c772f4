package org.ebm4j.benchmarks.work;

import java.util.Optional;
import java.util.OptionalDouble;
import org.ebm4j.api.engine.Run;
import org.ebm4j.benchmarks.row.Check;
import org.ebm4j.benchmarks.row.Job;
import org.ebm4j.benchmarks.row.Measure;

/// Sweeps over lattices, beside the same in plain loops.
///
/// @param running a step of which is a sweep
/// @param exact the energy a site that was checked
/// @param sites of all lattices together
/// @param loops one sweep of the plain loops
record Sweeps(Run running, Check checked, double exact, int sites, Runnable loops) implements Job {
  @Override
  public void run(int steps) {
    running.step(steps);
  }

  @Override
  public OptionalDouble flops() {
    return OptionalDouble.empty();
  }

  @Override
  public OptionalDouble answer() {
    return OptionalDouble.of(exact);
  }

  @Override
  public Measure measure() {
    return Measure.perNanosecond("flips", sites);
  }

  @Override
  public Optional<Runnable> baseline() {
    return Optional.of(loops);
  }

  @Override
  public void close() {
    running.close();
  }
}
