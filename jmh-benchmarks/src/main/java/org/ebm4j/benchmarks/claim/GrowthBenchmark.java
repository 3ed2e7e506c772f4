package org.ebm4j.benchmarks.claim;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// Claim: no size is a cliff: neither those that do not fit the lanes nor few chains, wide layers
/// or many of them.
public class GrowthBenchmark extends Timed {
  /// What grows, and how far: chains at 2 layers of 128, the width of 2 layers at 1024 chains, the
  /// depth at width 128 and 1024 chains, square products, quadratics of 10 000 chains.
  @Param({
    "chains-1",
    "chains-7",
    "chains-31",
    "chains-33",
    "chains-100",
    "chains-1000",
    "chains-10000",
    "chains-1000000",
    "width-7",
    "width-33",
    "width-100",
    "width-256",
    "width-1000",
    "width-1024",
    "depth-1",
    "depth-5",
    "depth-20",
    "gemm-7",
    "gemm-33",
    "gemm-100",
    "gemm-1000",
    "quad-7",
    "quad-33",
    "quad-100",
    "quad-1000"
  })
  public String row = "";

  @Setup
  public void start() {
    prepare(row);
  }

  @Benchmark
  public void emitted(Share share) {
    step(1, share);
  }
}
