package org.ebm4j.api.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.ebm4j.api.graph.RandomGraphs.Kind;
import org.ebm4j.api.graph.RandomGraphs.Sample;
import org.ebm4j.api.interpret.Interpreter;
import org.junit.jupiter.api.Test;

/// First and second derivatives of random graphs against differences of values, for energies (one
/// derivative for each chain) and losses (chains meet, parameters are shared).
///
/// Each law is also run on twins whose derivative has the wrong sign at one operation, and must
/// find every one of them.
final class GradientLawsTest {
  private static final int CHAINS = 3;
  private static final int GRAPHS = 400;
  private static final double RELATIVE = 1e-6;

  private enum Verdict {
    HOLDS,
    FAILS,
    /// a kink is near, or differences cannot tell
    OPEN
  }

  /// A law over a graph; the operator stands between the graph and what is differentiated.
  @FunctionalInterface
  private interface Law {
    Verdict of(Sample sample, UnaryOperator<Node> twin, long seed);
  }

  // ---- the laws ----

  /// Σ ∇f·v = df/dt along v.
  private static Verdict gradient(Sample sample, UnaryOperator<Node> twin, long seed) {
    List<Node> leaves = moving(sample);
    Differences line = new Differences(List.of(sample.root()), sample, leaves, CHAINS, seed);
    List<Node> gradients = Gradient.of(twin.apply(sample.root()), leaves);
    List<double[]> values = Interpreter.evaluate(gradients, CHAINS, line.point());
    double[] slopes = new double[sample.root().varies() ? CHAINS : 1];
    double[] sizes = slopes.clone();
    for (int i = 0; i < leaves.size(); i++) {
      double[] direction = line.direction().get(leaves.get(i));
      int size = leaves.get(i).shape().size();
      for (int k = 0; k < direction.length; k++) {
        double term = direction[k] * values.get(i)[k % values.get(i).length];
        slopes[slopes.length == 1 ? 0 : k / size] += term;
        sizes[slopes.length == 1 ? 0 : k / size] += Math.abs(term);
      }
    }
    return line.derivative().map(d -> agree(d, slopes, sizes)).orElse(Verdict.OPEN);
  }

  /// f(x + tv) − f(x) − t ∇f·v falls as t².
  private static Verdict taylor(Sample sample, UnaryOperator<Node> twin, long seed) {
    List<Node> leaves = moving(sample);
    Differences line = new Differences(List.of(sample.root()), sample, leaves, CHAINS, seed);
    List<Node> gradients = Gradient.of(twin.apply(sample.root()), leaves);
    Node slope = Nodes.constant(-0.0);
    Map<Node, double[]> values = new IdentityHashMap<>(line.point());
    for (int i = 0; i < leaves.size(); i++) {
      Node direction = stand(leaves.get(i), i);
      values.put(direction, line.direction().get(leaves.get(i)));
      Node term = Nodes.sum(Nodes.multiply(gradients.get(i), direction));
      slope =
          Nodes.add(
              slope,
              sample.root().varies() || !leaves.get(i).varies() ? term : Nodes.batchSum(term));
    }
    double[] slopes = Interpreter.evaluate(List.of(slope), CHAINS, values).getFirst();
    if (line.derivative().isEmpty()) {
      return Verdict.OPEN;
    }
    double[] start = line.at(0).clone();
    for (int chain = 0; chain < start.length; chain++) {
      double s = slopes[chain % slopes.length];
      double far = Math.abs(line.at(0x1p-10)[chain] - start[chain] - 0x1p-10 * s);
      double near = Math.abs(line.at(0x1p-11)[chain] - start[chain] - 0x1p-11 * s);
      if (near > 1e-12 * (1 + Math.abs(start[chain])) && near > .3 * far) {
        return Verdict.FAILS;
      }
    }
    return Verdict.HOLDS;
  }

  /// ∇²f·v = d∇f/dt along v.
  private static Verdict hessian(Sample sample, UnaryOperator<Node> twin, long seed) {
    List<Node> leaves = moving(sample);
    List<Node> gradients = Gradient.of(sample.root(), leaves);
    Differences line = new Differences(gradients, sample, leaves, CHAINS, seed);
    Map<Node, double[]> values = new IdentityHashMap<>(line.point());
    List<Node> directions = new ArrayList<>();
    for (int i = 0; i < leaves.size(); i++) {
      directions.add(stand(leaves.get(i), i));
      values.put(directions.get(i), line.direction().get(leaves.get(i)));
    }
    List<Node> products = Gradient.hessianTimes(twin.apply(sample.root()), leaves, directions);
    return line.derivative()
        .map(d -> agree(d, rows(gradients, products, values)))
        .orElse(Verdict.OPEN);
  }

  /// J·v = dr/dt along v for values r of any shape, by leaves of both kinds.
  private static Verdict along(Sample sample, UnaryOperator<Node> twin, long seed) {
    List<Node> leaves = sample.leaves();
    List<Node> roots = some(sample.inner(), seed);
    Differences line = new Differences(roots, sample, leaves, CHAINS, seed);
    Map<Node, double[]> values = new IdentityHashMap<>(line.point());
    List<Node> directions = new ArrayList<>();
    for (int i = 0; i < leaves.size(); i++) {
      directions.add(stand(leaves.get(i), i));
      values.put(directions.get(i), line.direction().get(leaves.get(i)));
    }
    List<Node> products = new ArrayList<>();
    for (Node root : roots) {
      products.add(Gradient.along(twin.apply(root), leaves, directions));
    }
    return line.derivative().map(d -> agree(d, rows(roots, products, values))).orElse(Verdict.OPEN);
  }

  // ---- what they share ----

  /// An energy has a derivative by what varies, a loss by everything.
  private static List<Node> moving(Sample sample) {
    return sample.leaves().stream()
        .filter(leaf -> leaf.varies() || !sample.root().varies())
        .toList();
  }

  private static Node stand(Node leaf, int i) {
    return Node.leaf(leaf.varies() ? new Op.Input("d" + i) : new Op.Setting("d" + i), leaf.shape());
  }

  private static List<Node> some(List<Node> nodes, long seed) {
    int step = 1 + nodes.size() / 4;
    List<Node> some = new ArrayList<>();
    for (int i = (int) (seed % step); i < nodes.size(); i += step) {
      some.add(nodes.get(i));
    }
    return some;
  }

  /// Values of the products, with as many rows as what they are compared with.
  private static double[] rows(List<Node> as, List<Node> products, Map<Node, double[]> values) {
    List<double[]> found = Interpreter.evaluate(products, CHAINS, values);
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < as.size(); i++) {
      double[] row = found.get(i);
      double[] all = new double[as.get(i).shape().size() * (as.get(i).varies() ? CHAINS : 1)];
      for (int k = 0; k < all.length; k++) {
        all[k] = row[k % row.length];
      }
      rows.add(all);
    }
    return Differences.joined(rows);
  }

  private static Verdict agree(double[] wanted, double[] found) {
    double largest = 0;
    for (double value : wanted) {
      largest = Math.max(largest, Math.abs(value));
    }
    double[] sizes = new double[wanted.length];
    java.util.Arrays.fill(sizes, largest);
    return agree(wanted, found, sizes);
  }

  private static Verdict agree(double[] wanted, double[] found, double[] sizes) {
    for (int i = 0; i < wanted.length; i++) {
      if (!(Math.abs(wanted[i] - found[i]) <= RELATIVE * sizes[i] + 1e-9)) {
        return Verdict.FAILS;
      }
    }
    return Verdict.HOLDS;
  }

  private static Sample sample(int i) {
    Kind kind = i % 4 < 2 ? Kind.SMOOTH : Kind.KINKED;
    int operations = 3 + i % 20;
    return i % 2 == 0
        ? RandomGraphs.energy(i, kind, operations)
        : RandomGraphs.loss(i, kind, operations);
  }

  private static void holds(Law law) {
    Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    for (int i = 0; i < GRAPHS; i++) {
      Verdict verdict = law.of(sample(i), UnaryOperator.identity(), i);
      assertThat(verdict).as("graph %s", i).isNotEqualTo(Verdict.FAILS);
      verdicts.merge(verdict, 1, Integer::sum);
    }
    assertThat(verdicts.getOrDefault(Verdict.HOLDS, 0))
        .as("graphs that could be judged")
        .isGreaterThan(GRAPHS * 3 / 4);
  }

  /// Every rule, with its sign flipped, is found by at least one graph.
  private static void findsEveryTwin(Law law, Set<String> flat) {
    Set<String> met = new TreeSet<>();
    Set<String> caught = new TreeSet<>(flat);
    for (int i = 0; i < GRAPHS; i++) {
      Sample sample = sample(i);
      for (String rule : Twins.rules(List.of(sample.root()))) {
        met.add(rule);
        if (!caught.contains(rule)
            && law.of(sample, root -> Twins.flipped(root, rule), i) == Verdict.FAILS) {
          caught.add(rule);
        }
      }
    }
    assertThat(caught).containsAll(met);
    assertThat(met)
        .contains("MatMul", "BatchContract", "BatchSum", "Where", "MAX", "SILU", "Pad", "Concat");
  }

  /// Operations whose derivative is zero, so that its sign cannot be seen.
  private static final Set<String> FLAT = Set.of("", "SIGN", "STEP", "LESS", "LESS_EQUAL", "EQUAL");

  @Test
  void gradientIsTheSlope() {
    holds(GradientLawsTest::gradient);
  }

  @Test
  void gradientFindsEveryTwin() {
    findsEveryTwin(GradientLawsTest::gradient, FLAT);
  }

  @Test
  void remainderIsOfSecondOrder() {
    holds(GradientLawsTest::taylor);
  }

  @Test
  void remainderFindsEveryTwin() {
    findsEveryTwin(GradientLawsTest::taylor, FLAT);
  }

  @Test
  void hessianTimesIsTheSlopeOfTheGradient() {
    holds(GradientLawsTest::hessian);
  }

  @Test
  void hessianTimesFindsEveryTwin() {
    findsEveryTwin(GradientLawsTest::hessian, FLAT);
  }

  @Test
  void alongIsTheSlopeOfAnyValue() {
    holds(GradientLawsTest::along);
  }

  @Test
  void alongFindsEveryTwin() {
    findsEveryTwin(GradientLawsTest::along, FLAT);
  }

  @Test
  void derivativesLeaveNoStandInBehind() {
    Sample sample = sample(2);
    List<Node> leaves = moving(sample);
    List<Node> made = new ArrayList<>(Gradient.hessianTimes(sample.root(), leaves, leaves));
    made.add(Gradient.along(sample.root(), leaves, leaves));
    assertThat(
            Graph.topological(made).stream()
                .filter(n -> n.op() instanceof Op.Input || n.op() instanceof Op.Setting))
        .isSubsetOf(sample.leaves());
  }
}
