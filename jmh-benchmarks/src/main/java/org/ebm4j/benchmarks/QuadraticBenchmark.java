package org.ebm4j.benchmarks;

import java.util.concurrent.TimeUnit;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Run;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Claim: on small quadratics a Langevin step of ten thousand chains is bound by the making of its
/// noise.
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
public class QuadraticBenchmark {
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
