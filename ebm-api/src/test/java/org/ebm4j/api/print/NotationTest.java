package org.ebm4j.api.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.expr.Maths;
import org.ebm4j.api.graph.Binary;
import org.ebm4j.api.graph.Gradient;
import org.ebm4j.api.graph.Init;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Nodes;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.graph.Unary;
import org.junit.jupiter.api.Test;

final class NotationTest {
  private final Expr x = input("x", 3);
  private final Expr y = input("y", 3);
  private final Expr m = input("M", 2, 3);
  private final Expr w = parameter("W", 4, 3);
  private final Expr b = parameter("b", 4);
  private final Expr s = Expr.of(Node.leaf(new Op.Setting("s"), Shape.SCALAR));

  private static Expr input(String name, int... dims) {
    return Expr.of(Node.leaf(new Op.Input(name), Shape.of(dims)));
  }

  private static Expr parameter(String name, int... dims) {
    return Expr.of(Node.leaf(new Op.Parameter(name, new Init.FanIn(1)), Shape.of(dims)));
  }

  private static String text(Expr expression) {
    return Notation.of(expression.node());
  }

  @Test
  void arithmeticHasPrecedence() {
    assertThat(text(x.plus(y).times(x))).isEqualTo("(x + y) ⊙ x");
    assertThat(text(x.times(y).plus(x))).isEqualTo("x ⊙ y + x");
    assertThat(text(x.minus(y.minus(x)))).isEqualTo("x − (y − x)");
    assertThat(text(x.minus(y).minus(x))).isEqualTo("x − y − x");
    assertThat(text(x.over(y.over(x)))).isEqualTo("x/(y/x)");
    assertThat(text(x.negated().plus(x))).isEqualTo("−x + x");
    assertThat(text(x.plus(y).negated())).isEqualTo("−(x + y)");
    assertThat(text(x.plus(y).squared())).isEqualTo("(x + y)²");
    assertThat(text(x.squared().reciprocal())).isEqualTo("1/x²");
    assertThat(text(x.times(y).reciprocal())).isEqualTo("1/(x ⊙ y)");
    assertThat(text(x.minus(-2))).isEqualTo("x − (−2)");
  }

  @Test
  void scalarsAreRepeatedSilently() {
    assertThat(text(x.times(.5))).isEqualTo("0.5·x");
    assertThat(text(x.plus(1e-4))).isEqualTo("x + 1e-4");
    assertThat(text(x.times(s))).isEqualTo("s·x");
    assertThat(text(s.times(x.plus(y)))).isEqualTo("s·(x + y)");
    assertThat(text(s.times(2))).isEqualTo("2·s");
  }

  @Test
  void knowsNormsProductsAndMeans() {
    assertThat(text(Maths.sq(x.minus(y)))).isEqualTo("‖x − y‖²");
    assertThat(text(x.minus(y).norm())).isEqualTo("‖x − y‖");
    assertThat(text(Maths.dot(x, y))).isEqualTo("⟨x, y⟩");
    assertThat(text(x.sum())).isEqualTo("Σ(x)");
    assertThat(text(x.mean())).isEqualTo("mean(x)");
    assertThat(text(m.sum(0))).isEqualTo("Σ₀(M)");
    assertThat(text(m.mean(1))).isEqualTo("mean₁(M)");
    assertThat(text(m.max(1))).isEqualTo("max₁(M)");
    assertThat(text(x.squared().mean())).isEqualTo("‖x‖²/3");
    assertThat(text(x.batchMean())).isEqualTo("mean_chains(x)");
    assertThat(text(x.batchSum())).isEqualTo("Σ_chains(x)");
  }

  @Test
  void matricesMultiplyWithADot() {
    assertThat(text(w.matmul(x).plus(b).tanh())).isEqualTo("tanh(W·x + b)");
    assertThat(text(m.matmul(w.transpose()))).isEqualTo("M·Wᵀ");
    assertThat(text(Expr.of(Nodes.batchContract(m.node(), m.node())))).isEqualTo("Σ_chains(M·Mᵀ)");
  }

  @Test
  void everyOperationHasItsForm() {
    for (Unary function : Unary.values()) {
      assertThat(text(x.map(function))).contains("x");
    }
    assertThat(text(x.abs())).isEqualTo("|x|");
    assertThat(text(x.log())).isEqualTo("ln(x)");
    assertThat(text(x.sqrt())).isEqualTo("√(x)");
    assertThat(text(x.min(y))).isEqualTo("min(x, y)");
    assertThat(text(x.atMost(y).choose(x, y))).isEqualTo("where([x ≤ y], x, y)");
    assertThat(text(x.slice(0, 1, 3))).isEqualTo("x[1:3]");
    assertThat(text(x.plus(y).slice(0, 1, 3))).isEqualTo("(x + y)[1:3]");
    assertThat(text(Expr.concat(0, x, y))).isEqualTo("concat(x, y)");
    assertThat(text(Expr.concat(1, m, m))).isEqualTo("concat₁(M, M)");
    assertThat(text(m.reshape(3, 2))).isEqualTo("reshape(M, [3, 2])");
    assertThat(text(x.broadcast(Shape.of(2, 3)))).isEqualTo("repeat(x, [2, 3])");
    assertThat(text(x.along(Shape.of(3, 2), 1))).isEqualTo("repeat(x, [3, 2] at [0])");
    assertThat(text(x.stopGradient())).isEqualTo("stop(x)");
    Node noise = Nodes.noise(Op.Noise.Law.NORMAL, 1, 2, Shape.of(3));
    assertThat(Notation.of(noise)).isEqualTo("ξ(1, 2)");
    assertThat(Notation.of(Nodes.pad(x.node(), List.of(1), Shape.of(5))))
        .isEqualTo("pad(x, at [1], in [5])");
    assertThat(Notation.of(Nodes.zip(Binary.EQUAL, x.node(), y.node()))).isEqualTo("[x = y]");
    assertThat(text(Expr.vector(1, -.5))).isEqualTo("[1, −0.5]");
  }

  @Test
  void whatIsSharedGetsAName() {
    Expr hidden = w.matmul(x).plus(b).tanh();
    assertThat(text(Maths.sq(hidden).plus(hidden.sum())))
        .isEqualTo("‖t1‖² + Σ(t1)\n  t1 [4] = tanh(W·x + b)");
    assertThat(text(Maths.sq(x).plus(x.sum()))).as("short enough").isEqualTo("‖x‖² + Σ(x)");
    Expr t1 = input("t1", 4);
    assertThat(text(hidden.times(hidden.plus(t1))))
        .isEqualTo("t2 ⊙ (t2 + t1)\n  t2 [4] = tanh(W·x + b)");
  }

  @Test
  void longConstantsGetAName() {
    Expr mask = Expr.vector(1, 0, 1, 0, 1, 0);
    assertThat(text(input("z", 6).times(mask))).isEqualTo("z ⊙ C1\n  C1 [6] = [1, 0, 1, 0, …]");
  }

  @Test
  void severalRootsNameEachOther() {
    Expr energy = Maths.sq(x.minus(y)).plus(Maths.sq(y).times(.5));
    SequencedMap<String, Node> roots = new LinkedHashMap<>();
    roots.put("E", energy.node());
    roots.put("F", energy.exp().node());
    roots.put("G", Gradient.of(energy.node(), List.of(x.node())).getFirst());
    assertThat(Notation.of(roots))
        .isEqualTo("E = ‖x − y‖² + 0.5·‖y‖²\nF = exp(E)\nG = x − y + (x − y)");
  }

  @Test
  void sameStructureSameText() {
    Expr late = y.exp();
    Expr early = x.exp();
    assertThat(text(early.plus(late))).isEqualTo("exp(x) + exp(y)");
    assertThat(text(early.plus(late).squared().plus(early.plus(late))))
        .isEqualTo(text(x.exp().plus(y.exp()).squared().plus(x.exp().plus(y.exp()))));
  }

  @Test
  void tablesListLeavesAndTerms() {
    Expr fit = Maths.sq(w.matmul(x).plus(b).tanh());
    assertThat(Tables.leaves(List.of(fit.plus(s).node())))
        .isEqualTo(
            """
            leaf  kind       shape   numbers  begins as
            W     parameter  [4, 3]  12       N(0, 1²/fan-in)
            x     input      [3]     3
            b     parameter  [4]     4        N(0, 1²/fan-in)
            s     setting    []      1\
            """);
    SequencedMap<String, Node> terms = new LinkedHashMap<>();
    terms.put("fit", fit.node());
    terms.put("prior", Maths.sq(y).times(.5).node());
    assertThat(Tables.terms(terms))
        .isEqualTo(
            """
            term   shape  formula
            fit    []     ‖tanh(W·x + b)‖²
            prior  []     0.5·‖y‖²\
            """);
  }
}
