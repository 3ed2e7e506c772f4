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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Claim: the time from declaring an energy to its first answer grows with the net no faster than
/// its layers do: declared, differentiated, lowered, emitted, loaded, run. Each in a fresh JVM that
/// has compiled one small energy before.
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 5,
    jvmArgs = {
      "--enable-native-access=ALL-UNNAMED",
      "-Debm4j.threads=1",
      "--sun-misc-unsafe-memory-access=allow"
    })
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class CompileBenchmark {
  /// Of the net.
  @Param({"1", "5", "20"})
  public int layers;

  @Setup
  public void anotherEnergyFirst() {
    FreshEnergy.answer(Engine.best(), 0);
  }

  @Benchmark
  public double firstAnswer() {
    return FreshEnergy.answer(Engine.best(), 1, layers);
  }
}
