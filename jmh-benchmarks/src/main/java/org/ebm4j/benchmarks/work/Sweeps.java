package org.ebm4j.benchmarks.work;

import java.util.Optional;
import java.util.OptionalDouble;
import org.ebm4j.api.engine.Run;
import org.ebm4j.benchmarks.row.Check;
import org.ebm4j.benchmarks.row.Job;
import org.ebm4j.benchmarks.row.Measure;

/// Sweeps over sites, beside the same in plain loops.
///
/// @param running a step of which is a sweep
/// @param exact the energy that was checked
/// @param sites of all chains together
/// @param loops one sweep of the plain loops
/// @param flops of a sweep; empty where operations do not measure it
record Sweeps(
    Run running, Check checked, double exact, int sites, Runnable loops, OptionalDouble flops)
    implements Job {
  /// Sweeps over lattices.
  Sweeps(Run running, Check checked, double exact, int sites, Runnable loops) {
    this(running, checked, exact, sites, loops, OptionalDouble.empty());
  }

  @Override
  public void run(int steps) {
    running.step(steps);
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
