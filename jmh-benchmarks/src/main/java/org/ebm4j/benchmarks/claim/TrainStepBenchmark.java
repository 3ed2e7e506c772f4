package org.ebm4j.benchmarks.claim;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// Claim: a joint-embedding training step with VICReg, 64-256-256-512 on a batch of 256, is one
/// program of forward, back and Adam, and one declared by `Train` is as fast as one written out.
public class TrainStepBenchmark extends Timed {
  /// Written out, on random numbers; or by `Train`, on two views of handwritten digits.
  @Param({"train-vicreg", "train-digits"})
  public String row = "train-digits";

  @Setup
  public void start() {
    prepare(row);
  }

  @Benchmark
  public void emitted(Share share) {
    step(1, share);
  }
}
