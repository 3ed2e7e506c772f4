package org.ebm4j.benchmarks.claim;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/// Claim: 256 plans of 20 actions, unrolled through a learned world model and back in one program.
public class RolloutBenchmark extends Timed {
  @Setup
  public void start() {
    prepare("rollout-20");
  }

  @Benchmark
  public void emitted(Share share) {
    step(1, share);
  }
}
