package org.ebm4j.kernels.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Computation.Output;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.graph.Init;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.lower.Lowering;
import org.junit.jupiter.api.Test;

/// A product with a few numbers of a chain is part of the nest that reads it, one with two results
/// of the nest it reads from; one with more is a kernel of its own.
class ThinProductsTest {
  private static Expr weights(int rows, int columns) {
    Op op = new Op.Parameter("w", new Init.FanIn(1));
    return Expr.of(Node.leaf(op, Shape.of(rows, columns)));
  }

  private static Expr input(int size) {
    return Expr.of(Node.leaf(new Op.Input("y"), Shape.of(size)));
  }

  private static List<Kernel> kernels(Expr out) {
    List<Output> outputs = List.of(new Output("out", out.node()));
    Computation computation = new Computation("thin", List.of(), outputs);
    return Lowering.lower(computation, Precision.F32, true).phases().get(1).kernels();
  }

  @Test
  void columnsTimesNumbersJoinTheNest() {
    assertThat(kernels(weights(7, 4).matmul(input(4)).plus(1).tanh()))
        .hasOnlyElementsOfType(Kernel.Nest.class)
        .hasSize(1);
  }

  @Test
  void soDoNumbersTimesRows() {
    Expr row = input(3).reshape(1, 3).matmul(weights(3, 9)).reshape(9);
    assertThat(kernels(row.exp())).hasOnlyElementsOfType(Kernel.Nest.class).hasSize(1);
  }

  @Test
  void fiveNumbersAreAProduct() {
    assertThat(kernels(weights(7, 5).matmul(input(5)).tanh()))
        .hasAtLeastOneElementOfType(Kernel.MatMul.class);
  }

  @Test
  void twoResultsAreSumsInTheNestTheyReadFrom() {
    List<Kernel> kernels = kernels(weights(2, 9).matmul(input(9).tanh()));
    assertThat(kernels).hasOnlyElementsOfType(Kernel.Nest.class);
    assertThat(
            kernels.stream().map(Kernel.Nest.class::cast).filter(nest -> !nest.folds().isEmpty()))
        .singleElement()
        .satisfies(nest -> assertThat(nest.folds()).hasSize(2));
  }

  @Test
  void threeResultsAreAProduct() {
    assertThat(kernels(weights(3, 9).matmul(input(9).tanh())))
        .hasAtLeastOneElementOfType(Kernel.MatMul.class);
  }
}
