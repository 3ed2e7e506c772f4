package org.ebm4j.benchmarks.claim;

import java.util.concurrent.TimeUnit;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.benchmarks.work.FreshEnergy;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;

/// Claim: in a running JVM a structure never seen before gives its first answer within 20 ms:
/// declared, differentiated, lowered, emitted, loaded, run. One other energy was compiled before;
/// every invocation has a structure of its own.
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 20)
public class NewEnergyBenchmark extends Claim {
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
