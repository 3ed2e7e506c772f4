package org.ebm4j.benchmarks.claim;

import java.util.concurrent.TimeUnit;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.benchmarks.row.Job;
import org.ebm4j.benchmarks.row.Row;
import org.ebm4j.benchmarks.row.Setup;
import org.ebm4j.benchmarks.work.Rows;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// How steps are timed unless a claim says otherwise: µs a step, one thread, three JVMs.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
public abstract class Timed extends Claim {
  private @Nullable Job job;

  /// Prepares a row, its answer checked, for the best engine.
  final void prepare(String row) {
    prepare(Rows.named(row));
  }

  /// The same of a row with options of its own.
  final void prepare(Row row) {
    time(row.prepare(new Setup(Engine.best(), 1)));
  }

  /// Takes over what is to be timed.
  final void time(Job prepared) {
    job = prepared;
  }

  /// Steps, not counted.
  final void step(int steps) {
    job().run(steps);
  }

  /// Steps, counted for the share of the peak.
  final void step(int steps, Share share) {
    Job prepared = job();
    prepared.run(steps);
    share.add(steps * prepared.flops().orElse(Double.NaN));
  }

  /// The baseline, one step.
  final void baseline() {
    job().baseline().orElseThrow().run();
  }

  private Job job() {
    if (job == null) {
      throw new IllegalStateException("prepare(row) comes first");
    }
    return job;
  }

  @TearDown
  public void close() {
    job().close();
  }
}
