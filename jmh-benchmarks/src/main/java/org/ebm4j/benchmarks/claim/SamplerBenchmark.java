package org.ebm4j.benchmarks.claim;

import static org.ebm4j.api.expr.Maths.sq;

import java.util.concurrent.TimeUnit;
import org.ebm4j.api.energy.Chains;
import org.ebm4j.api.energy.Draws;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.energy.Given;
import org.ebm4j.api.space.Nothing;
import org.ebm4j.api.space.Space;
import org.ebm4j.inference.sample.Langevin;
import org.ebm4j.inference.sample.Mala;
import org.ebm4j.inference.sample.Sampling;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;

/// Claim: a sampler asked for draws of an energy costs little beyond its compiled steps. Time of
/// one step of all chains, thinning included; E(y) = ½ ‖y‖² in 16 dimensions.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
public class SamplerBenchmark extends Claim {
  private static final int DIMENSION = 16;
  private static final int DRAWS = 10;
  private static final int THIN = 100;

  /// Walked at once.
  @Param({"1", "1000", "10000"})
  public int chains;

  /// Without a test of acceptance, or with.
  @Param({"langevin", "mala"})
  public String sampler = "mala";

  private Given<float[], Nothing> energy = energy();

  private static Given<float[], Nothing> energy() {
    return Energy.over(Space.real(DIMENSION)).plus("bowl", .5, y -> sq(y));
  }

  private Sampling sampling() {
    return Sampling.by(sampler.equals("mala") ? Mala.of(.1) : Langevin.of(.1));
  }

  /// The variance of every coordinate is 1; 1.05 with Langevin's bias at this step.
  @Setup
  public void check() {
    energy = energy();
    Draws<float[]> draws = energy.sample(sampling(), Chains.of(1000).warmUp(200).draws(2), 1);
    double square = 0;
    int count = 0;
    for (float[] draw : draws.all()) {
      for (float number : draw) {
        square += number * (double) number;
        count++;
      }
    }
    if (Math.abs(square / count - 1) > .1) {
      throw new IllegalStateException(
          "the variance of the draws is " + square / count + ", not 1; they are not timed");
    }
  }

  @Benchmark
  @OperationsPerInvocation(DRAWS * THIN)
  public Draws<float[]> step() {
    return energy.sample(sampling(), Chains.of(chains).warmUp(0).draws(DRAWS).thin(THIN), 1);
  }
}
