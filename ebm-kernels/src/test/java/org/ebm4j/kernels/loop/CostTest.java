package org.ebm4j.kernels.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Computation.Output;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.expr.Expr;
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

  private static Expr busy(int features) {
    Expr x = Expr.of(Node.leaf(new Op.Input("x"), Shape.of(features)));
    for (int i = 0; i < 10; i++) {
      x = x.exp().log();
    }
    return x;
  }
}
