package org.ebm4j.benchmarks.claim;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// Claim: a product of two square matrices runs near the processor's peak at every size. Baseline:
/// plain Java loops that the JVM vectorises.
public class ProductBenchmark extends Timed {
  /// Rows and columns of both.
  @Param({"64", "256", "1024"})
  public int n;

  @Setup
  public void start() {
    prepare("gemm-" + n);
  }

  @Benchmark
  public void emitted(Share share) {
    step(1, share);
  }

  @Benchmark
  public void plainJava() {
    baseline();
  }
}
