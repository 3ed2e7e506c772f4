package org.ebm4j.benchmarks;

import java.util.concurrent.TimeUnit;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Run;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Claim: a matrix times 1024 chains runs near the processor's peak at every width.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 3,
    jvmArgs = {
      "--enable-native-access=ALL-UNNAMED",
      "-Debm4j.threads=1",
      "--sun-misc-unsafe-memory-access=allow"
    })
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
public class ProductBenchmark {
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
