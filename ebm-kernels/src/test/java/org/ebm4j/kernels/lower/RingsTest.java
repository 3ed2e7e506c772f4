package org.ebm4j.kernels.lower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ebm4j.api.expr.Maths.dot;

import java.util.List;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Computation.Output;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.graph.Gradient;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.kernels.loop.Code;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.LoopProgram;
import org.junit.jupiter.api.Test;

/// How many numbers are written for what is turned round or joined.
class RingsTest {
  private static final int SIDE = 8;
  private static final int MARGIN = SIDE;
  private static final Expr X =
      Expr.of(Node.leaf(new Op.Input("x"), Shape.of(SIDE, SIDE))); // a torus

  private static LoopProgram lowered(boolean tiles, Expr value) {
    Computation step =
        new Computation("turned", List.of(), List.of(new Output("out", value.node())));
    return Lowering.lower(step, Precision.F32, tiles);
  }

  /// Numbers that nests of a step store.
  private static int stored(boolean tiles, Expr value) {
    return lowered(tiles, value).phases().stream()
        .flatMap(phase -> phase.kernels().stream())
        .mapToInt(kernel -> kernel instanceof Kernel.Nest nest ? stored(nest) : 0)
        .sum();
  }

  private static int stored(Kernel.Nest nest) {
    int turns = nest.outer().stream().reduce(1, (a, b) -> a * b);
    long stores = nest.tail().stream().filter(code -> code instanceof Code.Store).count();
    return (int) (turns * stores);
  }

  private static void written(Expr value, int numbers) {
    assertThat(stored(true, value)).isEqualTo(numbers);
    assertThat(stored(false, value)).isEqualTo(numbers);
  }

  private static Expr neighbours(Expr a) {
    return a.roll(0, 1).plus(a.roll(0, -1)).plus(a.roll(1, 1)).plus(a.roll(1, -1));
  }

  @Test
  void aTorusIsCopiedOnceWhateverNeighboursAreRead() {
    int all = SIDE * SIDE;
    written(neighbours(X), all + 4 * MARGIN + all);
    written(neighbours(X).plus(X.roll(1, 2)), all + 5 * MARGIN + all);
    written(X.roll(0, 1).times(2), all + MARGIN + all);
  }

  @Test
  void whatIsComputedLiesInItsMarginsAtOnce() {
    int all = SIDE * SIDE;
    written(neighbours(X.exp()), all + 4 * MARGIN + all);
    Expr pairs = Expr.concat(2, X.exp().reshape(SIDE, SIDE, 1), X.squared().reshape(SIDE, SIDE, 1));
    written(neighbours(pairs), 2 * (all + 4 * MARGIN + all));
  }

  @Test
  void aGradientReadsTheTorusThatTheEnergyReads() {
    Expr energy = dot(X, X.roll(0, 1).plus(X.roll(1, 1))).times(-.5);
    Expr gradient = Expr.of(Gradient.of(energy.node(), List.of(X.node())).getFirst());
    written(gradient, SIDE * SIDE + 4 * MARGIN + SIDE * SIDE);
  }

  @Test
  void partsThatAreComputedAreNotCopied() {
    written(
        Expr.concat(0, X.exp(), X.squared(), X.flat().sqrt().reshape(SIDE, SIDE)).sigmoid(),
        2 * 3 * SIDE * SIDE);
    // what stands there twice is copied once
    Expr part = X.exp();
    written(Expr.concat(0, part, part).sigmoid(), 4 * SIDE * SIDE);
    // a part that is no computation of its own is
    written(Expr.concat(0, X.exp(), X).sigmoid(), 2 * 2 * SIDE * SIDE);
  }

  @Test
  void farTurnsOfSmallArraysAreCopied() {
    Expr small = Expr.of(Node.leaf(new Op.Input("x"), Shape.of(2, 2, 2)));
    Expr all = small.roll(0, 1).plus(small.roll(1, 1)).plus(small.roll(2, 1));
    assertThat(lowered(true, all).buffers()).noneMatch(buffer -> buffer.name().contains("ring"));
    Expr two = small.roll(0, 1).plus(small.roll(1, 1));
    assertThat(lowered(true, two).buffers()).anyMatch(buffer -> buffer.name().contains("ring"));
  }
}
