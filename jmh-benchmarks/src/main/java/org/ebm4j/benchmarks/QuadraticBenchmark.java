package org.ebm4j.benchmarks;

import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Run;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// Claim: on small quadratics a Langevin step of ten thousand chains is bound by the making of its
/// noise.
public class QuadraticBenchmark extends Timed {
  private static final int CHAINS = 10_000;
  private static final int STEPS = 10;

  /// Numbers in a point.
  @Param({"2", "16", "100"})
  public int dimension;

  private Run run;

  @Setup
  public void start() {
    Computation work = Work.quadratic(dimension);
    Work.check(work, 40);
    run = Work.start(work, CHAINS);
  }

  @TearDown
  public void close() {
    run.close();
  }

  @Benchmark
  @OperationsPerInvocation(STEPS)
  public void emitted() {
    run.step(STEPS);
  }
}
