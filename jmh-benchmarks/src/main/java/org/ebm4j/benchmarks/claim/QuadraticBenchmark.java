package org.ebm4j.benchmarks.claim;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// Claim: on small quadratics a Langevin step of ten thousand chains is bound by the making of its
/// noise. Baseline: plain Java loops, gradient only.
public class QuadraticBenchmark extends Timed {
  private static final int STEPS = 10;

  /// Numbers in a point.
  @Param({"2", "16", "100"})
  public int dimension;

  @Setup
  public void start() {
    prepare("quad-" + dimension);
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
