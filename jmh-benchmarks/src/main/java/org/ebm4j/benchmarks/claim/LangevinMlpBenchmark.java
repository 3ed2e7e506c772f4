package org.ebm4j.benchmarks.claim;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// Claim: a Langevin step on an energy with two hidden layers of 128 runs near the processor's peak
/// for thousands of chains, and takes a few microseconds for one. Baseline: plain Java loops over
/// heap arrays, gradient only.
public class LangevinMlpBenchmark extends Timed {
  private static final int STEPS = 20;

  /// 4096 chains, or one.
  @Param({"mlp-chain", "mlp-one"})
  public String row = "";

  @Setup
  public void start() {
    prepare(row);
  }

  @Benchmark
  @OperationsPerInvocation(STEPS)
  public void emitted(Share share) {
    step(STEPS, share);
  }

  @Benchmark
  public void plainJava() {
    baseline();
  }
}
