package org.ebm4j.benchmarks;

import java.util.concurrent.TimeUnit;
import org.ebm4j.api.engine.Run;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Claim: a joint-embedding training step with VICReg, 64-256-256-512 on a batch of 256, forward,
/// back and Adam in one program.
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
public class TrainStepBenchmark {
  private static final int HIDDEN = 256;
  private static final int OUT = 512;
  private static final int BATCH = 256;

  private Run run;

  @Setup
  public void start() {
    Work.check(TrainStep.of(24, 40), 70, "loss", 3);
    run = Work.start(TrainStep.of(HIDDEN, OUT), BATCH);
  }

  @TearDown
  public void close() {
    run.close();
  }

  @Benchmark
  public void emitted(Share share) {
    run.step(1);
    share.add(TrainStep.flops(HIDDEN, OUT, BATCH));
  }
}
