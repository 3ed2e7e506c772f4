package org.ebm4j.api.simplify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.expr.Maths;
import org.ebm4j.api.graph.Gradient;
import org.ebm4j.api.graph.Graph;
import org.ebm4j.api.graph.Init;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Nodes;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.graph.Terms;
import org.ebm4j.api.print.Notation;
import org.junit.jupiter.api.Test;

/// What becomes of small expressions, read as mathematics.
final class SimplifyTest {
  private final Expr x = input("x", 3);
  private final Expr y = input("y", 3);
  private final Expr m = input("M", 2, 3);
  private final Expr s = Expr.of(Node.leaf(new Op.Setting("s"), Shape.SCALAR));
  private final Expr w =
      Expr.of(Node.leaf(new Op.Parameter("W", new Init.FanIn(1)), Shape.of(4, 3)));

  private static Expr input(String name, int... dims) {
    return Expr.of(Node.leaf(new Op.Input(name), Shape.of(dims)));
  }

  private static String simplified(Expr expression) {
    return Notation.of(Simplify.of(List.of(expression.node())).getFirst());
  }

  private static String slope(Expr energy, Expr by) {
    return simplified(Expr.of(Gradient.of(energy.node(), List.of(by.node())).getFirst()));
  }

  @Test
  void constantsAreFolded() {
    assertThat(simplified(Expr.of(2).times(3).plus(1).exp())).isEqualTo(Math.exp(7) + "");
    assertThat(simplified(x.times(Expr.of(2).sqrt().squared())))
        .startsWith("2.000000000000000")
        .endsWith("·x");
    assertThat(simplified(Expr.vector(1, 2, 3).sum())).isEqualTo("6");
    assertThat(simplified(Expr.vector(1, 2, 3).transpose().slice(0, 1, 3))).isEqualTo("[2, 3]");
    assertThat(simplified(Expr.vector(2, 2, 2).plus(x))).isEqualTo("x + 2");
  }

  @Test
  void whatLeavesTheRangeOf32BitsIsNotFolded() {
    assertThat(simplified(Expr.of(100).exp())).isEqualTo("exp(100)");
    assertThat(simplified(Expr.of(-200).exp())).isEqualTo("exp(−200)");
    assertThat(simplified(Expr.of(-1).log())).isEqualTo("ln(−1)");
    assertThat(simplified(Expr.of(0).reciprocal())).isEqualTo("1/0");
    assertThat(simplified(Expr.of(1e300).times(1e-300))).isEqualTo("1e300·1e-300");
  }

  @Test
  void neutralElementsVanishOnlyWhereBitsAllow() {
    assertThat(simplified(x.minus(0))).isEqualTo("x");
    assertThat(simplified(x.times(1).over(1).plus(-0.0))).isEqualTo("x");
    assertThat(simplified(x.plus(0))).as("−0 + 0 is 0").isEqualTo("x + 0");
    assertThat(simplified(x.times(0))).as("0·∞ is NaN").isEqualTo("0·x");
    assertThat(simplified(x.minus(x))).as("∞ − ∞ is NaN").isEqualTo("x − x");
    assertThat(simplified(x.over(x))).isEqualTo("x/x");
  }

  @Test
  void symmetricMatricesAreTheirOwnTransposes() {
    Expr column = x.reshape(3, 1);
    Expr square = Expr.of(Nodes.batchContract(column.node(), column.node()));
    Expr mask = Expr.of(Shape.of(3, 3), 0, 1, 1, 1, 0, 1, 1, 1, 0);
    assertIsItsTranspose(square);
    assertIsItsTranspose(square.times(mask).exp().plus(3));
    Expr crossed = Expr.of(Nodes.batchContract(column.node(), y.reshape(3, 1).node()));
    assertThat(simplified(crossed.transpose())).isNotEqualTo(simplified(crossed));
    Expr tilted = Expr.of(Shape.of(3, 3), 0, 2, 1, 1, 0, 1, 1, 1, 0);
    assertThat(simplified(square.times(tilted).transpose()))
        .isNotEqualTo(simplified(square.times(tilted)));
  }

  private static void assertIsItsTranspose(Expr matrix) {
    List<Node> both = Simplify.of(List.of(matrix.node(), matrix.transpose().node()));
    assertThat(both.get(1)).isSameAs(both.get(0));
  }

  @Test
  void signsMoveOut() {
    assertThat(simplified(x.negated().negated())).isEqualTo("x");
    assertThat(simplified(x.negated().plus(y))).isEqualTo("y − x");
    assertThat(simplified(x.minus(y.negated()))).isEqualTo("x + y");
    assertThat(simplified(x.negated().times(y.negated()))).isEqualTo("x ⊙ y");
    assertThat(simplified(x.negated().times(y))).isEqualTo("−x ⊙ y");
    assertThat(simplified(x.negated().over(y))).isEqualTo("−x/y");
    assertThat(simplified(x.times(3).negated())).isEqualTo("(−3)·x");
    assertThat(simplified(x.times(-1))).isEqualTo("−x");
    assertThat(simplified(x.negated().abs())).isEqualTo("|x|");
    assertThat(simplified(x.minus(y).negated()))
        .as("the sign of 0 would change")
        .isEqualTo("−(x − y)");
  }

  @Test
  void factorsJoinWhereNothingCanOverflowBetween() {
    assertThat(simplified(x.times(.5).times(.25))).isEqualTo("0.125·x");
    assertThat(simplified(x.times(3).times(4))).isEqualTo("12·x");
    assertThat(simplified(x.times(4).times(.25))).as("4·x may be infinite").isEqualTo("0.25·(4·x)");
    assertThat(simplified(x.over(4))).isEqualTo("0.25·x");
    assertThat(simplified(x.over(3))).as("1/3 is rounded").isEqualTo("x/3");
    assertThat(simplified(x.plus(x))).isEqualTo("2·x");
  }

  @Test
  void equalOperationsAreShared() {
    Expr twice = x.plus(y).exp().times(y.plus(x).exp());
    assertThat(Graph.topological(Simplify.of(List.of(twice.node())))).hasSize(5);
    Node a = Nodes.noise(Op.Noise.Law.NORMAL, 1, 0, Shape.of(3));
    Node b = Nodes.noise(Op.Noise.Law.NORMAL, 1, 0, Shape.of(3));
    Node c = Nodes.noise(Op.Noise.Law.NORMAL, 1, 1, Shape.of(3));
    List<Node> noise = Simplify.of(List.of(a, b, c));
    assertThat(noise.get(0)).isSameAs(noise.get(1)).isNotSameAs(noise.get(2));
  }

  @Test
  void namedLeavesKeepTheirIdentity() {
    Expr other = input("x", 3);
    Node sum = Simplify.of(List.of(x.exp().plus(other.exp()).node())).getFirst();
    assertThat(Graph.topological(List.of(sum))).contains(x.node(), other.node());
  }

  @Test
  void gradientsBecomeWhatAPersonWouldWrite() {
    assertThat(slope(Maths.sq(x).times(.5), x)).isEqualTo("x");
    assertThat(slope(Maths.sq(x.minus(y)).times(.5), x)).isEqualTo("x − y");
    assertThat(slope(Maths.sq(x), x)).isEqualTo("2·x");
    assertThat(slope(x.mean(), x)).isEqualTo(Notation.of(Nodes.constant(1.0 / 3)));
    assertThat(slope(x.softplus().sum(), x)).isEqualTo("sigmoid(x)");
    assertThat(slope(Maths.dot(x, y), x)).isEqualTo("y");
    assertThat(slope(w.matmul(x).sum(), x)).isEqualTo("Wᵀ·1");
    assertThat(simplified(w.matmul(x.negated()))).isEqualTo("−W·x");
    assertThat(simplified(w.negated().matmul(x.negated()))).isEqualTo(simplified(w.matmul(x)));
  }

  @Test
  void siluSharesItsSigmoidWithItsDerivative() {
    Expr energy = x.silu().sum();
    List<Node> roots = new ArrayList<>(Gradient.of(energy.node(), List.of(x.node())));
    roots.add(energy.node());
    assertThat(Graph.topological(Simplify.of(roots)).stream().filter(n -> n.op() instanceof Op.Map))
        .hasSize(1);
  }

  @Test
  void worksOnScalarsBeforeTheyAreRepeated() {
    assertThat(simplified(s.broadcast(Shape.of(3)).exp().times(2).minus(s.broadcast(Shape.of(3)))))
        .isEqualTo("2·exp(s) − s");
    Node root = Simplify.of(List.of(s.broadcast(Shape.of(3)).exp().node())).getFirst();
    assertThat(root.op()).isInstanceOf(Op.Broadcast.class);
    assertThat(simplified(s.broadcast(Shape.of(5)).sum())).isEqualTo("5·s");
    assertThat(simplified(s.broadcast(Shape.of(5)).max())).isEqualTo("s");
  }

  @Test
  void movementsCancel() {
    assertThat(simplified(m.transpose().exp().transpose())).isEqualTo("exp(M)");
    assertThat(simplified(m.reshape(6).exp().reshape(2, 3))).isEqualTo("exp(M)");
    assertThat(simplified(m.transpose().plus(m.exp().transpose()))).isEqualTo("(M + exp(M))ᵀ");
    assertThat(simplified(x.reshape(1, 3).transpose())).as("no number moves").isEqualTo("x");
    assertThat(simplified(x.along(Shape.of(3, 2), 1).transpose())).isEqualTo("repeat(x, [2, 3])");
    assertThat(simplified(m.transpose().sum())).isEqualTo("Σ(M)");
    assertThat(simplified(w.transpose().matmul(input("v", 2, 4).transpose()).transpose()))
        .isEqualTo("v·W");
  }

  @Test
  void boxesInsideBoxes() {
    assertThat(simplified(input("z", 9).slice(0, 2, 8).slice(0, 1, 4))).isEqualTo("z[3:6]");
    assertThat(simplified(Expr.concat(0, x, y).slice(0, 4, 6))).isEqualTo("y[1:3]");
    assertThat(simplified(Expr.concat(0, x, y).slice(0, 2, 4))).isEqualTo("concat(x, y)[2:4]");
    assertThat(simplified(Expr.concat(0, x.slice(0, 0, 1), x.slice(0, 1, 3)))).isEqualTo("x");
    Node padded = Nodes.pad(x.node(), List.of(2), Shape.of(8));
    assertThat(simplified(Expr.of(padded).slice(0, 3, 5))).isEqualTo("x[1:3]");
    assertThat(simplified(Expr.of(padded).slice(0, 5, 8))).isEqualTo("0");
    Expr sum = Expr.of(padded).plus(input("z", 8));
    assertThat(simplified(sum.slice(0, 5, 8))).isEqualTo("z[5:8]");
    assertThat(simplified(sum.slice(0, 0, 2))).isEqualTo("z[0:2]");
    assertThat(simplified(sum.slice(0, 4, 6))).contains("pad");
  }

  @Test
  void slicesGetTheirDerivativeBackSideBySide() {
    Expr z = input("z", 6);
    Expr energy =
        Maths.sq(z.slice(0, 0, 2)).plus(z.slice(0, 2, 5).exp().sum()).plus(z.slice(0, 5, 6).sum());
    assertThat(slope(energy, z)).isEqualTo("concat(2·z[0:2], exp(z[2:5]), 1)");
    assertThat(slope(z.slice(0, 0, 2).exp().sum().plus(z.slice(0, 4, 6).sum()), z))
        .isEqualTo("concat(exp(z[0:2]), 0, 1)");
    assertThat(slope(energy.plus(z.exp().sum()), z))
        .contains("exp(z)")
        .contains("concat(")
        .doesNotContain("pad");
    assertThat(slope(Maths.sq(z.slice(0, 0, 3)).plus(Maths.sq(z.slice(0, 2, 6))), z))
        .as("they overlap")
        .contains("pad");
  }

  @Test
  void acrossTheChains() {
    assertThat(simplified(x.reshape(3, 1).batchSum())).isEqualTo("Σ_chains(x)");
    Expr outer = x.reshape(3, 1).matmul(y.reshape(1, 3));
    assertThat(simplified(outer.batchSum())).isEqualTo("Σ_chains(x·yᵀ)");
    Expr constant = s.lessThan(s).choose(x.sum(), x.sum());
    assertThat(simplified(constant)).isEqualTo("Σ(x)");
  }

  @Test
  void whatTurnsOutToBeSharedIsMultipliedByTheNumberOfChains() {
    Node zeros = Nodes.slice(Nodes.pad(x.node(), List.of(0), Shape.of(5)), List.of(3), Shape.of(2));
    assertThat(simplified(Expr.of(Nodes.batchSum(zeros)))).isEqualTo("0·#chains");
    Node row = Nodes.reshape(zeros, Shape.of(1, 2));
    Node other = Nodes.slice(m.node(), List.of(0, 0), Shape.of(2, 2));
    assertThat(simplified(Expr.of(Nodes.batchContract(row, other))))
        .isEqualTo("0·Σ_chains(M[0:2, 0:2])ᵀ");
  }

  @Test
  void stoppedGradientsStayUnlessNothingIsDifferentiated() {
    Node stopped = x.exp().stopGradient().plus(x.exp()).node();
    assertThat(Notation.of(Simplify.of(List.of(stopped)).getFirst()))
        .isEqualTo("exp(x) + stop(exp(x))");
    assertThat(Notation.of(Simplify.forEvaluation(List.of(stopped)).getFirst()))
        .isEqualTo("2·exp(x)");
  }

  @Test
  void newNodesBelongToTheTermOfTheOldOnes() {
    Node node = Terms.declaring("fit", () -> x.silu().node());
    List<Node> simplified = Simplify.of(List.of(node));
    assertThat(Graph.topological(simplified).stream().filter(n -> n != x.node()).map(Node::term))
        .containsOnly("fit");
  }

  @Test
  void rootsStayInOrderAndMayBeEqual() {
    List<Node> images = Simplify.of(List.of(x.exp().node(), y.node(), x.exp().node()));
    assertThat(images.get(0)).isSameAs(images.get(2));
    assertThat(images.get(1)).isSameAs(y.node());
  }
}
