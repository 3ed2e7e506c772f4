package org.ebm4j.benchmarks.claim;

import java.util.concurrent.TimeUnit;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.benchmarks.row.Job;
import org.ebm4j.benchmarks.row.Setup;
import org.ebm4j.benchmarks.work.Rows;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Claim: from launching a process to the answer it prints within .6 s: a Java program that
/// declares a tiny energy, compiles it and walks down; and `./ebm infer` on the same energy, saved,
/// which reads its classes from a start-up cache. An invocation is a launch.
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 3,
    jvmArgs = {
      "--enable-native-access=ALL-UNNAMED",
      "-Debm4j.threads=1",
      "--sun-misc-unsafe-memory-access=allow"
    })
@Warmup(iterations = 1)
@Measurement(iterations = 7)
public class ColdStartBenchmark {
  /// Where the script `ebm` is, or nothing for the Java program. The default is right where JMH is
  /// started from the project's root.
  @Param({".", ""})
  public String home = ".";

  private @Nullable Job job;

  @org.openjdk.jmh.annotations.Setup
  public void prepare() {
    job = Rows.coldStart(home).prepare(new Setup(Engine.best(), 1));
  }

  @Benchmark
  public void launch() {
    job().run(1);
  }

  private Job job() {
    if (job == null) {
      throw new IllegalStateException("prepare() comes first");
    }
    return job;
  }

  @TearDown
  public void close() {
    job().close();
  }
}
