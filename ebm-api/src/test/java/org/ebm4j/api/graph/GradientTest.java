package org.ebm4j.api.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.ebm4j.api.interpret.Interpreter;
import org.junit.jupiter.api.Test;

/// Derivatives that can be written down by hand: ties, kinks, sums over the chains, parameters that
/// all chains share.
final class GradientTest {
  private static final double NAN = Double.NaN;
  private final Node x = Node.leaf(new Op.Input("x"), Shape.of(2));
  private final Node y = Node.leaf(new Op.Input("y"), Shape.of(2));
  private final Node w = Node.leaf(new Op.Parameter("w", new Init.Constant(0)), Shape.of(2));
  private final Node m = Node.leaf(new Op.Parameter("m", new Init.Constant(0)), Shape.of(2, 2));
  private final double[] xs = {1, 2, /* */ 3, 4};
  private final double[] ys = {5, 6, /* */ 7, 8};
  private final double[] ws = {10, 20};
  private final double[] ms = {1, 2, 3, 4};

  private double[] value(Node node) {
    return Interpreter.evaluate(List.of(node), 2, Map.of(x, xs, y, ys, w, ws, m, ms)).getFirst();
  }

  private double[] gradient(Node root, Node leaf) {
    return value(Gradient.of(root, List.of(leaf)).getFirst());
  }

  private static Node batchMean(Node a) {
    return Nodes.divide(Nodes.batchSum(a), Nodes.broadcast(Nodes.batchSize(), a.shape()));
  }

  private static Node column(Node a) {
    return Nodes.reshape(a, Shape.of(2, 1));
  }

  // ---- ties and kinks ----

  @Test
  void tiesGoToTheFirstOfTwo() {
    for (Binary choice : List.of(Binary.MIN, Binary.MAX)) {
      Node same = Nodes.add(x, Nodes.filled(x.shape(), 0));
      Node tie = Nodes.sum(Nodes.zip(choice, x, Nodes.stopGradient(same)));
      assertThat(gradient(tie, x)).containsExactly(1, 1, 1, 1);
      Node second = Nodes.sum(Nodes.zip(choice, Nodes.stopGradient(same), x));
      assertThat(gradient(second, x)).containsExactly(0, 0, 0, 0);
    }
  }

  @Test
  void aMaximumIsSharedByAllThatAttainIt() {
    Node three = Nodes.concat(0, List.of(x, x, Nodes.filled(Shape.of(1), -9)));
    assertThat(gradient(Nodes.max(three, List.of(0)), x)).containsExactly(0, 1, 0, 1);
    Node level = Nodes.broadcast(Nodes.sum(x), Shape.of(4));
    Node weighed = Nodes.multiply(level, Nodes.constant(Shape.of(4), 1, 1, 1, 1));
    Node parts =
        Gradient.pullBack(Nodes.max(weighed, List.of(0)), Nodes.constant(1), List.of(weighed))
            .getFirst();
    assertThat(value(parts)).containsExactly(.25, .25, .25, .25, .25, .25, .25, .25);
  }

  @Test
  void kinksHaveTheDerivativeTheyState() {
    Node zero = Nodes.multiply(x, Nodes.filled(x.shape(), 0));
    assertThat(gradient(Nodes.sum(Nodes.map(Unary.ABS, zero)), zero)).containsExactly(0, 0, 0, 0);
    assertThat(gradient(Nodes.sum(Nodes.map(Unary.RELU, zero)), zero)).containsExactly(0, 0, 0, 0);
    assertThat(gradient(Nodes.sum(Nodes.map(Unary.SQRT, zero)), zero))
        .containsExactly(inf(), inf(), inf(), inf());
    Node nan = Nodes.map(Unary.LOG, Nodes.negate(x));
    assertThat(gradient(Nodes.sum(Nodes.map(Unary.RELU, nan)), nan))
        .containsExactly(NAN, NAN, NAN, NAN);
    assertThat(gradient(Nodes.max(nan, List.of(0)), nan)).containsExactly(NAN, NAN, NAN, NAN);
  }

  private static double inf() {
    return Double.POSITIVE_INFINITY;
  }

  @Test
  void nothingPassesAStoppedGradientOrAStep() {
    Node flat = Nodes.add(Nodes.stopGradient(x), Nodes.map(Unary.STEP, x));
    assertThat(gradient(Nodes.sum(flat), x)).containsExactly(0, 0, 0, 0);
    assertThat(gradient(Nodes.sum(Nodes.zip(Binary.LESS, x, y)), x)).containsExactly(0, 0, 0, 0);
    assertThat(gradient(Nodes.sum(y), x)).as("unused").containsExactly(0, 0, 0, 0);
  }

  @Test
  void aChoicePassesOnlyWhatItChose() {
    Node condition = Nodes.zip(Binary.LESS, x, Nodes.filled(x.shape(), 2.5));
    Node chosen = Nodes.sum(Nodes.where(condition, Nodes.multiply(x, x), Nodes.negate(x)));
    assertThat(gradient(chosen, x)).containsExactly(2, 4, -1, -1);
  }

  // ---- across the chains ----

  @Test
  void everyChainHasItsOwnGradient() {
    assertThat(gradient(Nodes.sum(Nodes.multiply(x, x)), x)).containsExactly(2, 4, 6, 8);
  }

  @Test
  void aMeanOverTheBatchByAWeight() {
    Node loss = batchMean(Nodes.sum(Nodes.multiply(x, w)));
    assertThat(gradient(loss, w)).as("the mean of x").containsExactly(2, 3);
    assertThat(gradient(loss, x))
        .as("w for each of two chains, halved")
        .containsExactly(5, 10, 5, 10);
  }

  @Test
  void aWeightAddedToWhatVariesCountsOnceAChain() {
    assertThat(gradient(Nodes.batchSum(Nodes.sum(Nodes.add(x, w))), w)).containsExactly(2, 2);
  }

  @Test
  void productsWithASharedMatrixOnEitherSide() {
    Node left = Nodes.batchSum(Nodes.sum(Nodes.matmul(m, column(x))));
    assertThat(gradient(left, m)).as("rows are the sum of x").containsExactly(4, 6, 4, 6);
    assertThat(gradient(left, x)).as("sums of columns of m").containsExactly(4, 6, 4, 6);
    Node row = Nodes.reshape(x, Shape.of(1, 2));
    Node right = Nodes.batchSum(Nodes.sum(Nodes.matmul(row, m)));
    assertThat(gradient(right, m)).as("columns are the sum of x").containsExactly(4, 4, 6, 6);
    assertThat(gradient(right, x)).containsExactly(3, 7, 3, 7);
    Node square = Nodes.matmul(m, column(x));
    Node curved = Nodes.batchSum(Nodes.sum(Nodes.multiply(square, square)));
    assertThat(Gradient.of(curved, List.of(m)).getFirst().op())
        .as("contracted over the chains, not summed after")
        .isInstanceOf(Op.BatchContract.class);
  }

  @Test
  void aSharedFactorOfASharedProductIsNotSummed() {
    Node square = Nodes.sum(Nodes.matmul(m, m));
    assertThat(gradient(square, m)).containsExactly(7, 11, 9, 13);
    Node loss = Nodes.add(square, Nodes.batchSum(Nodes.sum(x)));
    assertThat(gradient(loss, m)).containsExactly(7, 11, 9, 13);
  }

  @Test
  void gramMatrices() {
    Node gram = Nodes.batchContract(column(x), column(y)); // Σ x yᵀ
    Node loss = Nodes.sum(Nodes.multiply(gram, m));
    assertThat(gradient(loss, x)).as("m·y").containsExactly(17, 39, 23, 53);
    assertThat(gradient(loss, y)).as("mᵀ·x").containsExactly(7, 10, 15, 22);
    assertThat(gradient(loss, m)).containsExactly(26, 30, 38, 44);
  }

  @Test
  void secondDerivativesOfGramMatrices() {
    Node gram = Nodes.batchContract(column(x), column(x));
    Node loss = Nodes.sum(Nodes.multiply(gram, gram)); // ‖Σ x xᵀ‖², whose chains meet
    Node product = Gradient.hessianTimes(loss, List.of(x), List.of(y)).getFirst();
    // ∇ = 4·G·x, so H·v = 4·(dG·x + G·v) with dG = Σ (v xᵀ + x vᵀ)
    double[][] g = {{10, 14}, {14, 20}};
    double[][] dg = {{2 * (5 + 21), 10 + 6 + 28 + 24}, {10 + 6 + 28 + 24, 2 * (12 + 32)}};
    double[] wanted = new double[4];
    for (int chain = 0; chain < 2; chain++) {
      for (int i = 0; i < 2; i++) {
        for (int j = 0; j < 2; j++) {
          wanted[2 * chain + i] += 4 * (dg[i][j] * xs[2 * chain + j] + g[i][j] * ys[2 * chain + j]);
        }
      }
    }
    assertThat(value(product)).containsExactly(wanted);
  }

  @Test
  void directionsMayDependOnTheLeaves() {
    Node loss = Nodes.sum(Nodes.multiply(x, Nodes.multiply(x, x)));
    Node product = Gradient.hessianTimes(loss, List.of(x), List.of(x)).getFirst();
    assertThat(value(product)).as("6x·x, the direction held fixed").containsExactly(6, 24, 54, 96);
    Node again = Gradient.of(Nodes.sum(product), List.of(x)).getFirst();
    assertThat(value(again))
        .as("but not when differentiated again")
        .containsExactly(12, 24, 36, 48);
  }

  @Test
  void alongAWeightThroughWhatVaries() {
    Node root = Nodes.map(Unary.EXP, Nodes.multiply(x, w));
    Node direction = Nodes.constant(Shape.of(2), 1, 0);
    Node product = Gradient.along(root, List.of(w), List.of(direction));
    assertThat(value(product)).containsExactly(Math.exp(10), 0, 3 * Math.exp(30), 0);
    assertThat(Graph.topological(List.of(product)).stream().map(Node::op))
        .as("as forward differentiation would write it: nothing is summed over chains")
        .doesNotHaveAnyElementsOfTypes(Op.BatchSum.class, Op.BatchContract.class);
  }

  @Test
  void alongThroughABatchMean() {
    Node centred = Nodes.subtract(x, batchMean(x));
    Node product = Gradient.along(centred, List.of(x), List.of(y));
    assertThat(value(product)).containsExactly(-1, -1, 1, 1);
    Node sum = Gradient.along(Nodes.batchSum(x), List.of(x), List.of(y));
    assertThat(value(sum)).containsExactly(12, 14);
  }

  // ---- what is refused ----

  @Test
  void refusesInOneSentence() {
    assertThatThrownBy(() -> Gradient.of(x, List.of(x)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "cannot take the gradient of [2]; only a scalar has one: reduce it first, for example with sum()");
    assertThatThrownBy(() -> Gradient.of(Nodes.sum(Nodes.multiply(x, w)), List.of(w)))
        .hasMessage(
            "cannot differentiate a value that differs from chain to chain by Parameter[name=w,"
                + " init=Constant[value=0.0]] of shape [2], which all chains share; take the mean over the batch first");
    assertThatThrownBy(() -> Gradient.pullBack(x, m, List.of(x)))
        .hasMessage(
            "cannot pull back a seed of shape [2, 2] through a result of shape [2]; give the seed the shape of the result");
    assertThatThrownBy(() -> Gradient.pullBack(w, x, List.of(w)))
        .hasMessageContaining(
            "a seed that differs from chain to chain through a result that all chains share");
    assertThatThrownBy(() -> Gradient.along(x, List.of(w), List.of(x)))
        .hasMessageContaining(
            "which all chains share, along a direction that differs from chain to chain");
    assertThatThrownBy(() -> Gradient.along(x, List.of(x), List.of(m)))
        .hasMessageContaining(
            "cannot move Input[name=x] of shape [2] along a direction of shape [2, 2]");
    assertThatThrownBy(() -> Gradient.hessianTimes(Nodes.sum(x), List.of(x), List.of()))
        .hasMessage("a derivative by 1 leaves needs as many directions, found 0");
  }
}
