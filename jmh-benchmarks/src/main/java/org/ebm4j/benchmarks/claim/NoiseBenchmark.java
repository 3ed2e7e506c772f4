package org.ebm4j.benchmarks.claim;

import java.util.List;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Computation.Carry;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.expr.Leaf;
import org.ebm4j.api.graph.Init;
import org.ebm4j.api.random.Purpose;
import org.ebm4j.benchmarks.row.Check;
import org.ebm4j.benchmarks.row.Steps;
import org.ebm4j.kernels.x86.NativeEngine;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;

/// Claim: Philox with seven rounds instead of ten would save no Langevin step more than a fifth.
/// Time of a step of 10 000 chains; docs/evidence/philox-rounds.md has a run.
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 5, time = 1)
public class NoiseBenchmark extends Timed {
  private static final int SUMMED = 16;

  /// Sums of as many numbers drawn, 16 a chain, or a Langevin step on ½ yᵀAy of so many dimensions.
  @Param({"uniform", "normal", "2", "16", "100"})
  public String work = "normal";

  /// Of Philox: as all programs have them, or the fewest that pass BigCrush.
  @Param({"10", "7"})
  public int rounds = 10;

  @Setup
  public void compile() {
    Run run = NativeEngine.ofRounds(rounds).compile(computation(), Precision.F32).start(10_000, 1);
    time(Steps.of(run, new Check("PhiloxRoundsTest", 0, 0), Double.NaN));
  }

  private Computation computation() {
    return switch (work) {
      case "uniform" -> sums(Leaf.uniform(Purpose.NOISE, 0, SUMMED));
      case "normal" -> sums(Leaf.normal(Purpose.NOISE, 0, SUMMED));
      default -> langevin(Integer.parseInt(work));
    };
  }

  private static Computation sums(Expr drawn) {
    Expr sum = Leaf.input("y", SUMMED);
    return carrying(sum, sum.plus(drawn));
  }

  private static Computation langevin(int dimension) {
    Expr y = Leaf.input("y", dimension);
    Expr a = Leaf.parameter("a", new Init.FanIn(1), dimension, dimension);
    Expr noise = Leaf.normal(Purpose.NOISE, 0, dimension).times(Math.sqrt(.02));
    return carrying(y, y.minus(a.matmul(y).times(.01)).plus(noise));
  }

  private static Computation carrying(Expr leaf, Expr next) {
    return new Computation("noise", List.of(new Carry(leaf.node(), next.node())), List.of());
  }

  @Benchmark
  public void step() {
    step(1);
  }
}
