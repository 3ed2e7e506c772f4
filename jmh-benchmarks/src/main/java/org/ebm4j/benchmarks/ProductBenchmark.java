package org.ebm4j.benchmarks;

import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Run;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// Claim: a matrix times 1024 chains runs near the processor's peak at every width.
public class ProductBenchmark extends Timed {
  private static final int CHAINS = 1024;

  /// Rows and columns of the matrix.
  @Param({"64", "128", "256", "1024"})
  public int n;

  private Run run;

  @Setup
  public void start() {
    Computation work = Work.product(n);
    Work.check(work, 40);
    run = Work.start(work, CHAINS);
  }

  @TearDown
  public void close() {
    run.close();
  }

  @Benchmark
  public void emitted(Share share) {
    run.step(1);
    share.add(2.0 * n * n * CHAINS);
  }
}
