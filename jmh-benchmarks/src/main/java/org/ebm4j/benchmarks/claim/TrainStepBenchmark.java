package org.ebm4j.benchmarks.claim;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/// Claim: a joint-embedding training step with VICReg, 64-256-256-512 on a batch of 256, forward,
/// back and Adam in one program.
public class TrainStepBenchmark extends Timed {
  @Setup
  public void start() {
    prepare("train-vicreg");
  }

  @Benchmark
  public void emitted(Share share) {
    step(1, share);
  }
}
