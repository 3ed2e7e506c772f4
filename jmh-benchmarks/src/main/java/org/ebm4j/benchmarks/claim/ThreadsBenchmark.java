package org.ebm4j.benchmarks.claim;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// Claim: two threads on two idle cores do the work of many chains in little more than half the
/// time; compare with the same rows of one thread.
@Fork(
    value = 3,
    jvmArgs = {
      "--enable-native-access=ALL-UNNAMED",
      "-Debm4j.threads=2",
      "--sun-misc-unsafe-memory-access=allow"
    })
public class ThreadsBenchmark extends Timed {
  /// Rows that have work for two.
  @Param({"mlp-chain", "quad-16", "quad-100", "train-vicreg", "gemm-1024"})
  public String row = "";

  @Setup
  public void start() {
    prepare(row);
  }

  @Benchmark
  public void twoThreads(Share share) {
    step(1, share);
  }
}
