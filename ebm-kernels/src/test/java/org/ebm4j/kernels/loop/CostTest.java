package org.ebm4j.kernels.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Computation.Carry;
import org.ebm4j.api.engine.Computation.Output;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.graph.Init;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.kernels.lower.Lowering;
import org.junit.jupiter.api.Test;

class CostTest {
  private static final Expr X = Expr.of(Node.leaf(new Op.Input("x"), Shape.of(500, 3)));

  private static LoopProgram few(Expr value) {
    Computation step = new Computation("few", List.of(), List.of(new Output("out", value.node())));
    return Lowering.lower(step, Precision.F32, false);
  }

  @Test
  void whatRunsAlongItsElementsStaysChainByChainUntilATileIsHalfFull() {
    LoopProgram along = few(X.exp().log().exp());
    assertThat(Cost.favoursTiles(along, 2)).isFalse();
    assertThat(Cost.favoursTiles(along, 12)).isFalse();
    assertThat(Cost.favoursTiles(along, LoopProgram.FEW)).isTrue();
  }

  @Test
  void whatTakesElementsOneAtATimeIsLeftToTiles() {
    Expr column = X.slice(1, 1, 2).reshape(500);
    LoopProgram strided = few(column.exp().log().exp().over(X.slice(1, 0, 1).reshape(500)));
    assertThat(Cost.favoursTiles(strided, 2)).isTrue();
  }

  /// Of little work most is beginning.
  @Test
  void whatIsSmallIsLeftToTiles() {
    LoopProgram small = few(X.slice(0, 0, 2).sum().exp());
    assertThat(Cost.favoursTiles(small, 4)).isTrue();
  }

  /// What is left of a loop beside whole vectors fills one more.
  @Test
  void aLoopThatFillsHalfItsVectorsCountsThemWhole() {
    assertThat(Cost.favoursTiles(few(busy(48)), 14)).isFalse();
    assertThat(Cost.favoursTiles(few(busy(40)), 14)).isTrue();
    assertThat(Cost.favoursTiles(few(busy(48).sum()), 14)).isFalse();
    assertThat(Cost.favoursTiles(few(busy(40).sum()), 14)).isTrue();
  }

  @Test
  void whatIsSharedCountsOnceHoweverManyChainsATileHas() {
    Expr w = Expr.of(Node.leaf(new Op.Parameter("w", new Init.FanIn(1)), Shape.of(100)));
    Computation step =
        new Computation(
            "shared",
            List.of(new Carry(w.node(), w.times(.5).node())),
            List.of(new Output("twice", X.times(2).node())));
    LoopProgram tiles = Lowering.lower(step, Precision.F32, true);
    List<Long> units = new ArrayList<>();
    for (int phase = 0; phase < tiles.phases().size(); phase++) {
      units.add(Cost.ofUnit(tiles, phase));
    }
    assertThat(units).contains(100L, 32 * 1500L).doesNotContain(3200L);
  }

  @Test
  void productsMayReachThePeakSumsHalfOfItAndDivisionsAThirtySecond() {
    Expr w = Expr.of(Node.leaf(new Op.Parameter("w", new Init.FanIn(1)), Shape.of(50, 500)));
    assertThat(allowed(w.matmul(X))).isEqualTo(1);
    assertThat(allowed(X.plus(1))).isEqualTo(.5);
    assertThat(allowed(X.over(X.plus(2)).plus(X))).isBetween(1 / 32.0, 1 / 8.0);
  }

  private static double allowed(Expr value) {
    List<Phase> phases = few(value).phases();
    return Cost.shareAllowed(phases.getLast());
  }

  @Test
  void nothingCostsItsBeginningOnly() {
    Expr nothing = Expr.of(Node.leaf(new Op.Input("none"), Shape.of(0)));
    assertThat(Cost.favoursTiles(few(nothing.exp().sum().plus(busy(100).sum())), 2)).isFalse();
  }

  private static Expr busy(int features) {
    Expr x = Expr.of(Node.leaf(new Op.Input("x"), Shape.of(features)));
    for (int i = 0; i < 10; i++) {
      x = x.exp().log();
    }
    return x;
  }
}
