package org.ebm4j.benchmarks;

import org.ebm4j.api.engine.Run;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// Claim: a joint-embedding training step with VICReg, 64-256-256-512 on a batch of 256, forward,
/// back and Adam in one program.
public class TrainStepBenchmark extends Timed {
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
