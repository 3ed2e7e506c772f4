package org.ebm4j.benchmarks.claim;

import java.util.concurrent.TimeUnit;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.benchmarks.work.FreshEnergy;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Claim: in a running JVM a structure never seen before gives its first answer within 20 ms:
/// declared, differentiated, lowered, emitted, loaded, run. One other energy was compiled before;
/// every invocation has a structure of its own.
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
@Warmup(iterations = 0)
@Measurement(iterations = 20)
public class NewEnergyBenchmark {
  private int next = 1;

  @Setup
  public void anotherEnergyFirst() {
    FreshEnergy.answer(Engine.best(), 0);
  }

  @Benchmark
  public double emitted() {
    return FreshEnergy.answer(Engine.best(), next++);
  }
}
