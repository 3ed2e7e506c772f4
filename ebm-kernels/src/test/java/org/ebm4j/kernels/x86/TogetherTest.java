package org.ebm4j.kernels.x86;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Computation.Carry;
import org.ebm4j.api.engine.Computation.Output;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
import org.ebm4j.kernels.lower.Lowering;
import org.ebm4j.kernels.plain.PlainEngine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A chain does the same whoever is walked beside it.
@Tag("once") // every engine is run
class TogetherTest {
  private static final long SEED = 8;
  private static final int DIMENSION = 5;
  private static final int STEPS = 4;

  /// A Langevin step of a net whose layers fit no lanes, so that sums run along rows, along terms
  /// and past their ends.
  private static Computation walk() {
    Expr x = Cases.input("x", DIMENSION);
    Expr energy = Cases.mlp(x, DIMENSION, 37, 300, 261, 1).sum();
    Expr noise = Cases.noise(Op.Noise.Law.NORMAL, 0, DIMENSION);
    Expr next = x.minus(Cases.gradient(energy, x).times(.1)).plus(noise.times(.3));
    return new Computation(
        "walk",
        List.of(new Carry(x.node(), next.node())),
        List.of(new Output("energy", energy.node())));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 7, 8, 9, 12, 13})
  void aChainIsTheSameWhoeverIsBesideIt(int chains) {
    assumeTrue(!NativeEngine.widths().isEmpty(), "there is no machine code here");
    Computation walk = walk();
    Map<String, double[]> values = NativeEngineTest.values(walk, chains);
    for (Precision precision : Precision.values()) {
      double[][] plain = alone(new PlainEngine(), walk, precision, values, chains, 0);
      for (var width : NativeEngine.widths()) {
        Engine engine = new NativeEngine(width);
        assertThat(together(engine, walk, precision, values, chains))
            .as("%s, %s", width, precision)
            .isDeepEqualTo(plain);
      }
      assertThat(alone(new PlainEngine(), walk, precision, values, chains, 1)[0])
          .as("with the noise of its neighbour it would be another walk")
          .isNotEqualTo(plain[0]);
    }
  }

  /// Where each chain ends and the energies, all in one run.
  private static double[][] together(
      Engine engine,
      Computation walk,
      Precision precision,
      Map<String, double[]> values,
      int chains) {
    double[][] ends = new double[chains][];
    try (Run run = engine.compile(walk, precision).start(chains, SEED)) {
      values.forEach((name, numbers) -> run.block(name).set(numbers));
      run.step(STEPS);
      for (int chain = 0; chain < chains; chain++) {
        ends[chain] = end(run, chain);
      }
    }
    return ends;
  }

  /// The same, every chain in a run of its own.
  ///
  /// @param later whose noise it gets: that of so many chains later
  private static double[][] alone(
      Engine engine,
      Computation walk,
      Precision precision,
      Map<String, double[]> values,
      int chains,
      int later) {
    double[][] ends = new double[chains][];
    for (int chain = 0; chain < chains; chain++) {
      try (Run run = engine.compile(walk, precision).start(1, SEED)) {
        run.firstChain(chain + later);
        for (Node leaf : walk.leaves()) {
          String name = Computation.nameOf(leaf);
          double[] all = values.get(name);
          int size = leaf.shape().size();
          run.block(name)
              .set(leaf.varies() ? Arrays.copyOfRange(all, chain * size, (chain + 1) * size) : all);
        }
        run.step(STEPS);
        ends[chain] = end(run, 0);
      }
    }
    return ends;
  }

  private static double[] end(Run run, int chain) {
    double[] x = run.block("x").toArray();
    double[] end = Arrays.copyOfRange(x, chain * DIMENSION, (chain + 1) * DIMENSION + 1);
    end[DIMENSION] = run.block("energy").toArray()[chain];
    return end;
  }

  @Test
  void chainsThatShareALargeFactorAreWalkedSideBySide() {
    assertThat(Together.isWorthIt(Lowering.lower(walk(), Precision.F32, false))).isTrue();
    assertThat(Together.isWorthIt(Lowering.lower(walk(), Precision.F32, true))).isFalse();
    assertThat(Together.isWorthIt(Lowering.lower(Cases.noise(3), Precision.F32, false))).isFalse();
  }
}
