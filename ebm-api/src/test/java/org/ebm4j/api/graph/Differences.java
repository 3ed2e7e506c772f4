package org.ebm4j.api.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ebm4j.api.graph.RandomGraphs.Sample;
import org.ebm4j.api.interpret.Interpreter;

/// Derivatives along a line by differences, where they can be trusted: no kink crossed, and two
/// step sizes agree.
final class Differences {
  private final Interpreter graph;
  private final List<Node> roots;
  private final List<Node> selectors;
  private final Map<Node, double[]> point;
  private final Map<Node, double[]> direction;

  /// @param roots what is differentiated, each on its own
  /// @param moved the leaves whose numbers move
  Differences(List<Node> roots, Sample sample, List<Node> moved, int chains, long seed) {
    this.roots = roots;
    this.selectors = selectors(sample.root());
    List<Node> all = new ArrayList<>(roots);
    all.addAll(selectors);
    all.addAll(sample.leaves());
    this.graph = Interpreter.of(all, chains);
    this.point = sample.point(seed, chains);
    this.direction = sample.point(seed + 1, chains);
    direction.forEach((leaf, values) ->
        Arrays.fill(values, moved.contains(leaf) ? values.length : 0, values.length, 0));
  }

  Map<Node, double[]> point() {
    return point;
  }

  Map<Node, double[]> direction() {
    return direction;
  }

  /// Values of every root at point + t·direction, one array after the other.
  double[] at(double t) {
    point.forEach((leaf, values) -> {
      double[] moved = values.clone();
      for (int i = 0; i < moved.length; i++) {
        moved[i] += t * direction.get(leaf)[i];
      }
      graph.set(leaf, moved);
    });
    graph.evaluate();
    return joined(roots.stream().map(graph::values).toList());
  }

  /// d(roots)/dt at 0 from central differences of two step sizes, extrapolated to a fourth order
  /// error [Richardson 1911]; empty where a kink is near or the two disagree.
  Optional<double[]> derivative() {
    at(0);
    double[] pattern = pattern();
    double[] wide = central(1e-3, pattern);
    double[] narrow = central(5e-4, pattern);
    double[] tiny = central(2.5e-4, pattern);
    if (wide.length == 0 || narrow.length == 0 || tiny.length == 0) {
      return Optional.empty();
    }
    double[] best = new double[wide.length];
    for (int i = 0; i < best.length; i++) {
      double coarse = (4 * narrow[i] - wide[i]) / 3;
      best[i] = (4 * tiny[i] - narrow[i]) / 3;
      if (!(Math.abs(best[i] - coarse) <= 1e-8 * (1 + Math.abs(best[i])))) {
        return Optional.empty();
      }
    }
    return Optional.of(best);
  }

  private double[] central(double h, double[] pattern) {
    double[] up = at(h).clone();
    boolean same = Arrays.equals(pattern, pattern());
    double[] down = at(-h);
    if (!same || !Arrays.equals(pattern, pattern())) {
      return new double[0];
    }
    for (int i = 0; i < up.length; i++) {
      up[i] = (up[i] - down[i]) / (2 * h);
    }
    return up;
  }

  /// Which way every choice went.
  private double[] pattern() {
    return joined(selectors.stream().map(graph::values).toList());
  }

  private static List<Node> selectors(Node root) {
    List<Node> selectors = new ArrayList<>();
    for (Node node : Graph.topological(List.of(root))) {
      switch (node.op()) {
        case Op.Map(var f)
            when f == Unary.ABS || f == Unary.RELU || f == Unary.SIGN || f == Unary.STEP ->
            selectors.add(Nodes.map(Unary.SIGN, node.input(0)));
        case Op.Zip(var f) when f == Binary.MIN || f == Binary.MAX || f.isComparison() ->
            selectors.add(Nodes.map(Unary.SIGN, Nodes.subtract(node.input(0), node.input(1))));
        case Op.Where _ -> selectors.add(node.input(0));
        case Op.Reduce(var kind, var axes) when kind == Op.Reduce.Kind.MAX -> {
          Shape from = node.input(0).shape();
          Node max = Nodes.broadcast(node, from, Nodes.otherAxes(from, axes));
          selectors.add(Nodes.zip(Binary.EQUAL, node.input(0), max));
        }
        default -> {} // every other operation is smooth
      }
    }
    return selectors;
  }

  static double[] joined(List<double[]> arrays) {
    double[] all = new double[arrays.stream().mapToInt(a -> a.length).sum()];
    int at = 0;
    for (double[] array : arrays) {
      System.arraycopy(array, 0, all, at, array.length);
      at += array.length;
    }
    return all;
  }
}
