package org.ebm4j.benchmarks.claim;

import java.util.concurrent.TimeUnit;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.benchmarks.row.Job;
import org.ebm4j.benchmarks.row.Setup;
import org.ebm4j.benchmarks.work.Rows;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// How steps are timed unless a claim says otherwise: µs a step, one thread, three JVMs.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 3,
    jvmArgs = {
      "--enable-native-access=ALL-UNNAMED",
      "-Debm4j.threads=1",
      "--sun-misc-unsafe-memory-access=allow"
    })
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
public abstract class Timed {
  private @Nullable Job job;

  /// Prepares a row, its answer checked, for the best engine.
  final void prepare(String row) {
    job = Rows.named(row).prepare(new Setup(Engine.best(), 1));
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
