package org.ebm4j.benchmarks.claim;

import java.util.concurrent.TimeUnit;
import org.ebm4j.benchmarks.work.Rows;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;

/// Claim: from launching a process to the answer it prints within .6 s: a Java program that
/// declares a tiny energy, compiles it and walks down; and `./ebm infer` on the same energy, saved,
/// which reads its classes from a start-up cache. An invocation is a launch.
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 7)
public class ColdStartBenchmark extends Timed {
  /// Where the script `ebm` is, or nothing for the Java program. The default is right where JMH is
  /// started from the project's root.
  @Param({".", ""})
  public String home = ".";

  @Setup
  public void find() {
    prepare(Rows.coldStart(home));
  }

  @Benchmark
  public void launch() {
    step(1);
  }
}
