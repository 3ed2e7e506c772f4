package org.ebm4j.kernels.trial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Computation.Output;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.graph.Graph;
import org.ebm4j.api.graph.Init;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.interpret.Interpreter;
import org.ebm4j.api.interpret.ReferenceEngine;

/// The graph evaluated in f64, with a bound of what an engine's result may be off by: every
/// operation adds its own rounding to what its operands bring, sums in any order. Nothing in it was
/// fitted to what engines do.
public final class ErrorBounds {
  /// Numbers and their errors; an error of ∞ says that nothing is known.
  public record Result(double[] value, double[] error) {}

  private final Trial trial;
  private final Precision precision;
  private final Bounded law;
  private final List<Node> noise = new ArrayList<>();
  private final Map<Node, Node> stands = new IdentityHashMap<>(); // original leaf → in the graph
  private final List<Node> roots; // nexts, outputs, without noise
  private final Interpreter graph;
  private final Map<Node, double[]> errors = new IdentityHashMap<>();

  private ErrorBounds(Trial trial, Precision precision) {
    this.trial = trial;
    this.precision = precision;
    this.law = Bounded.in(precision);
    List<Node> all = new ArrayList<>(trial.computation().roots());
    all.addAll(trial.computation().leaves());
    for (Node node : Graph.topological(all)) {
      if (node.op() instanceof Op.Noise) {
        stands.put(node, Node.leaf(new Op.Input("noise" + noise.size()), node.shape()));
        noise.add(node);
      }
    }
    roots = Graph.substitute(trial.computation().roots(), stands);
    List<Node> evaluated = new ArrayList<>(roots);
    evaluated.addAll(trial.computation().leaves());
    graph = Interpreter.of(evaluated, trial.chains());
  }

  /// What the outputs, and the leaves that are carried, are after the trial's steps.
  public static Map<String, Result> of(Trial trial, Precision precision) {
    return new ErrorBounds(trial, precision).run();
  }

  private Map<String, Result> run() {
    Computation computation = trial.computation();
    for (Node leaf : computation.leaves()) {
      double[] values = trial.values().get(Computation.nameOf(leaf));
      graph.set(leaf, values);
      errors.put(leaf, each(values, law::leaf));
    }
    Map<String, Result> results = new HashMap<>();
    for (int step = 0; step < trial.steps(); step++) {
      draw(step);
      graph.evaluate();
      for (Node node : Graph.topological(roots)) {
        errors.computeIfAbsent(node, this::error);
      }
      results.putAll(outputs());
      Map<Node, Result> next = nexts();
      errors.clear();
      for (Node leaf : computation.leaves()) {
        Result carried = next.get(leaf);
        graph.set(leaf, carried != null ? carried.value : graph.values(leaf).clone());
        errors.put(leaf, carried != null ? carried.error : each(graph.values(leaf), law::leaf));
      }
      next.forEach((leaf, result) -> results.put(Computation.nameOf(leaf), result));
    }
    return results;
  }

  /// The reference engine draws; an f32 normal is right to some units, its angle was rounded.
  private void draw(int step) {
    if (noise.isEmpty()) {
      return;
    }
    List<Output> outputs = new ArrayList<>();
    for (int i = 0; i < noise.size(); i++) {
      outputs.add(new Output("n" + i, noise.get(i)));
    }
    Computation draws = new Computation("noise", List.of(), outputs);
    try (Run run =
        new ReferenceEngine().compile(draws, precision).start(trial.chains(), trial.seed())) {
      run.stepsDone(step);
      run.step(1);
      for (int i = 0; i < noise.size(); i++) {
        Node stand = stands.get(noise.get(i));
        double[] values = run.block("n" + i).toArray();
        graph.set(stand, values);
        errors.put(stand, each(values, v -> law.rounded(v, 60 * law.unit(), 16)));
      }
    }
  }

  private Map<String, Result> outputs() {
    Map<String, Result> results = new HashMap<>();
    int at = trial.computation().carries().size();
    for (Output output : trial.computation().outputs()) {
      Node root = roots.get(at++);
      results.put(output.name(), new Result(graph.values(root).clone(), errors.get(root)));
    }
    return results;
  }

  private Map<Node, Result> nexts() {
    Map<Node, Result> next = new IdentityHashMap<>();
    for (int i = 0; i < trial.computation().carries().size(); i++) {
      Node leaf = trial.computation().carries().get(i).leaf();
      int rows = leaf.varies() && !roots.get(i).varies() ? trial.chains() : 1;
      next.put(
          leaf,
          new Result(
              repeated(graph.values(roots.get(i)), rows),
              repeated(errors.get(roots.get(i)), rows)));
    }
    return next;
  }

  private static double[] repeated(double[] values, int rows) {
    double[] all = new double[values.length * rows];
    for (int i = 0; i < all.length; i++) {
      all[i] = values[i % values.length];
    }
    return all;
  }

  // One node.

  private double[] error(Node node) {
    double[] value = graph.values(node);
    return switch (node.op()) {
      case Op.Input _, Op.Parameter _, Op.Setting _, Op.Noise _ ->
          throw new IllegalStateException("a leaf without its error: " + node);
      case Op.Constant _ -> each(value, law::leaf);
      case Op.BatchSize _ -> new double[1];
      case Op.Map(var f) -> fill(value, i -> law.map(f, in(node, 0, i), err(node, 0, i), value[i]));
      case Op.Zip(var f) ->
          fill(
              value,
              i ->
                  law.zip(
                      f,
                      in(node, 0, i),
                      err(node, 0, i),
                      in(node, 1, i),
                      err(node, 1, i),
                      value[i]));
      case Op.Where _ -> fill(value, i -> where(node, i));
      case Op.StopGradient _ -> errors.get(node.input(0));
      case Op.Broadcast _, Op.Reshape _, Op.Transpose _, Op.Slice _, Op.Pad _, Op.Concat _ ->
          through(node, inputs(node, true));
      case Op.Reduce(var kind, _) when kind == Op.Reduce.Kind.MAX -> max(node, value);
      case Op.Reduce _, Op.BatchSum _, Op.MatMul _, Op.BatchContract _ -> summed(node, value);
    };
  }

  private double where(Node node, int i) {
    double c = in(node, 0, i);
    int chosen = c != 0 ? 1 : 2;
    return law.where(
        c,
        err(node, 0, i),
        in(node, chosen, i),
        err(node, chosen, i),
        in(node, 3 - chosen, i),
        err(node, 3 - chosen, i));
  }

  private double[] max(Node node, double[] value) {
    double[] bound = through(node, inputs(node, true));
    return fill(value, i -> Double.isNaN(value[i]) && bound[i] < 1e300 ? 0 : bound[i]);
  }

  /// Sums and sums of products: |v|, and |a|·e(b) + e(a)·|b| + e(a)·e(b), summed as the node does.
  private double[] summed(Node node, double[] value) {
    List<double[]> sizes = inputs(node, false);
    List<double[]> off = inputs(node, true);
    double[] size = through(node, sizes);
    double[] finite =
        through(
            node, sizes.stream().map(a -> each(a, v -> v <= Double.MAX_VALUE ? v : 0)).toList());
    double[] error = through(node, off);
    if (sizes.size() == 2) {
      double[] first = through(node, List.of(sizes.get(0), off.get(1)));
      double[] second = through(node, List.of(off.get(0), sizes.get(1)));
      Arrays.setAll(error, i -> error[i] + first[i] + second[i]);
    }
    double roundings = 2 + terms(node);
    return fill(value, i -> law.sum(value[i], size[i], finite[i], error[i], roundings));
  }

  private double terms(Node node) {
    Node a = node.input(0);
    return switch (node.op()) {
      case Op.MatMul _ -> a.shape().dim(1);
      case Op.BatchSum _ -> trial.chains();
      case Op.BatchContract _ -> (double) trial.chains() * a.shape().dim(1);
      default -> (double) a.shape().size() / Math.max(1, node.shape().size());
    };
  }

  /// The errors of a node's inputs, or the sizes of their values.
  private List<double[]> inputs(Node node, boolean errorsOfThem) {
    return node.inputs().stream()
        .map(a -> errorsOfThem ? errors.get(a) : each(graph.values(a), Math::abs))
        .toList();
  }

  /// The node's operation on other numbers; what is not a number counts as unknown.
  private double[] through(Node node, List<double[]> numbers) {
    List<Node> leaves = new ArrayList<>();
    for (Node input : node.inputs()) {
      String name = "s" + leaves.size();
      Op op = input.varies() ? new Op.Input(name) : new Op.Parameter(name, new Init.Normal(1));
      leaves.add(Node.leaf(op, input.shape()));
    }
    Node image = Node.of(node.op(), leaves);
    Interpreter same = Interpreter.of(List.of(image), trial.chains());
    for (int i = 0; i < leaves.size(); i++) {
      same.set(leaves.get(i), numbers.get(i));
    }
    same.evaluate();
    return each(same.values(image), v -> Double.isNaN(v) ? Double.POSITIVE_INFINITY : v);
  }

  private double in(Node node, int input, int i) {
    double[] values = graph.values(node.input(input));
    return values[i % values.length];
  }

  private double err(Node node, int input, int i) {
    double[] values = errors.get(node.input(input));
    return values[i % values.length];
  }

  private static double[] each(double[] values, DoubleUnaryOperator f) {
    return Arrays.stream(values).map(f).toArray();
  }

  private static double[] fill(double[] like, java.util.function.IntToDoubleFunction f) {
    double[] all = new double[like.length];
    Arrays.setAll(all, f);
    return all;
  }
}
