package org.ebm4j.api.simplify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.graph.Binary;
import org.ebm4j.api.graph.Gradient;
import org.ebm4j.api.graph.Graph;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Nodes;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.RandomGraphs;
import org.ebm4j.api.graph.RandomGraphs.Kind;
import org.ebm4j.api.graph.RandomGraphs.Sample;
import org.ebm4j.api.graph.Unary;
import org.ebm4j.api.interpret.Evaluations;
import org.ebm4j.api.save.SavedGraph;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A simplified graph has the value of the original, its gradients included.
final class SimplifyLawsTest {
  private static final int CHAINS = 3;
  private static final int GRAPHS = 400;

  /// Gradients, the root, and some nodes in between, so that one NaN does not hide all else.
  private static List<Node> withGradients(Sample sample) {
    List<Node> leaves =
        sample.leaves().stream().filter(l -> l.varies() || !sample.root().varies()).toList();
    List<Node> roots = new ArrayList<>(Gradient.of(sample.root(), leaves));
    roots.add(sample.root());
    for (int i = 0; i < sample.inner().size(); i += 4) {
      roots.add(sample.inner().get(i));
    }
    return roots;
  }

  private static Sample sample(int i, Kind kind) {
    return i % 2 == 0
        ? RandomGraphs.energy(i, kind, 3 + i % 25)
        : RandomGraphs.loss(i, kind, 3 + i % 25);
  }

  /// Where the two differ; empty if nowhere.
  private static Optional<String> difference(
      List<Node> wanted, List<Node> found, Sample sample, int seed) {
    Map<Node, double[]> point = sample.point(seed, CHAINS);
    List<double[]> a = Evaluations.of(wanted, CHAINS, point, Precision.F64);
    List<double[]> b = Evaluations.of(found, CHAINS, point, Precision.F64);
    for (int i = 0; i < wanted.size(); i++) {
      double largest =
          DoubleStream.of(a.get(i)).map(Math::abs).filter(Double::isFinite).max().orElse(0);
      if (a.get(i).length != b.get(i).length) {
        return Optional.of(
            "graph " + seed + ", root " + i + " is held for another number of chains");
      }
      for (int k = 0; k < a.get(i).length; k++) {
        double was = a.get(i)[k];
        double is = b.get(i)[k];
        if (Double.compare(was, is) != 0 && !(Math.abs(was - is) <= 1e-12 * (1 + largest))) {
          return Optional.of("graph " + seed + ", root " + i + ": " + was + " became " + is);
        }
      }
    }
    return Optional.empty();
  }

  private static void holds(Kind kind, UnaryOperator<List<Node>> simplify) {
    for (int i = 0; i < GRAPHS; i++) {
      Sample sample = sample(i, kind);
      List<Node> roots = withGradients(sample);
      assertThat(difference(roots, simplify.apply(roots), sample, i)).isEmpty();
    }
  }

  @Test
  void keepsValuesAndGradients() {
    holds(Kind.KINKED, Simplify::of);
  }

  @Test
  void keepsNanAndInfinities() {
    holds(Kind.WILD, Simplify::of);
  }

  @Test
  void keepsThemWhereGradientsAreNotStopped() {
    holds(Kind.WILD, Simplify::forEvaluation);
  }

  // ---- twins: rules that look right and are not ----

  /// One rule as it is often written; null where it does not apply.
  private interface Rule {
    @Nullable Node of(Node node);
  }

  private static final Map<String, Rule> TWINS =
      Map.of(
          "a − a is 0", zip(Binary.SUBTRACT, (a, b) -> a == b ? Nodes.filled(a.shape(), 0) : null),
          "0·a is 0", zip(Binary.MULTIPLY, (a, b) -> zeroed(a, b)),
          "max without its NaN",
              zip(Binary.MAX, (a, b) -> Nodes.where(Nodes.zip(Binary.LESS, a, b), b, a)),
          "a/a is 1", zip(Binary.DIVIDE, (a, b) -> a == b ? Nodes.filled(a.shape(), 1) : null),
          "a = a", zip(Binary.EQUAL, (a, b) -> a == b ? Nodes.filled(a.shape(), 1) : null),
          "√a is √|a|",
              node ->
                  is(node, Unary.SQRT)
                      ? Nodes.map(Unary.SQRT, Nodes.map(Unary.ABS, node.input(0)))
                      : null,
          "a sum over the chains forgotten",
              node ->
                  node.op() instanceof Op.BatchSum && node.shape().isScalar()
                      ? Nodes.batchSize()
                      : null,
          "transposes taken for reshapes",
              node ->
                  node.op() instanceof Op.Transpose
                      ? Nodes.reshape(node.input(0), node.shape())
                      : null);

  private static @Nullable Node zeroed(Node a, Node b) {
    return Known.isFilled(a, 0) || Known.isFilled(b, 0) ? Nodes.filled(b.shape(), 0) : null;
  }

  private static boolean is(Node node, Unary function) {
    return node.op() instanceof Op.Map(var own) && own == function;
  }

  private static Rule zip(Binary function, BinaryOperator<@Nullable Node> rule) {
    return node ->
        node.op() instanceof Op.Zip(var own) && own == function
            ? rule.apply(node.input(0), node.input(1))
            : null;
  }

  private static List<Node> simplified(List<Node> roots, Rule twin) {
    return Graph.rewrite(
        roots,
        (node, inputs) -> {
          Node own = Graph.on(node, inputs);
          Node wrong = twin.of(own);
          return wrong == null ? own : wrong;
        });
  }

  @Test
  void findsEveryTwin() {
    TWINS.forEach((name, twin) -> {
      boolean found = false;
      for (int i = 0; i < 5 * GRAPHS && !found; i++) {
        Sample sample = sample(i, Kind.WILD);
        List<Node> roots = withGradients(sample);
        found = difference(roots, simplified(roots, twin), sample, i).isPresent();
      }
      assertThat(found).as(name).isTrue();
    });
  }

  @Test
  void makesGraphsSmallerAndThenLeavesThemAlone() {
    int before = 0;
    int after = 0;
    for (int i = 0; i < 300; i++) {
      List<Node> roots = withGradients(sample(i, Kind.WILD));
      List<Node> once = Simplify.of(roots);
      assertThat(SavedGraph.hash(Simplify.of(once)))
          .as("graph %s", i)
          .isEqualTo(SavedGraph.hash(once));
      for (int k = 0; k < roots.size(); k++) {
        assertThat(once.get(k).varies()).isEqualTo(roots.get(k).varies());
      }
      before += Graph.topological(roots).size();
      after += Graph.topological(once).size();
    }
    assertThat(after).isLessThan(before * 9 / 10);
  }
}
