package org.ebm4j.api.interpret;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.ebm4j.api.graph.Graph;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;

/// Evaluates nodes in f64 for n chains, straight from each operation's meaning.
///
///     Interpreter graph = Interpreter.of(List.of(energy), 3);
///     graph.set(y, .1, .2, .3);                 // one number for each of three chains
///     graph.evaluate();
///     double[] energies = graph.values(energy); // 3
///
/// Holds one array for every node, so it may be evaluated again without allocating. Confined to its caller.
public final class Interpreter {
  private final int chains;
  private final Map<Node, Operand> operands = new IdentityHashMap<>();
  private final List<Runnable> steps = new ArrayList<>();
  private Draws draws = Draws.none();

  private Interpreter(Collection<Node> roots, int chains) {
    this.chains = chains;
    for (Node node : Graph.topological(roots)) {
      Operand out = place(node);
      operands.put(node, out);
      steps.add(step(node, out));
    }
  }

  /// @param chains > 0
  public static Interpreter of(Collection<Node> roots, int chains) {
    if (chains < 1) {
      throw new IllegalArgumentException(
          "cannot evaluate for " + chains + " chains; there must be at least 1");
    }
    return new Interpreter(roots, chains);
  }

  /// One evaluation.
  ///
  /// @param leaves the numbers of every named leaf: chains · size of those that vary, size of those
  ///   that are shared
  /// @return the numbers of each root, rows · size
  public static List<double[]> evaluate(List<Node> roots, int chains, Map<Node, double[]> leaves) {
    Interpreter graph = of(roots, chains);
    leaves.forEach((leaf, values) -> {
      if (graph.operands.containsKey(leaf)) {
        graph.set(leaf, values);
      }
    });
    graph.evaluate();
    return roots.stream().map(graph::values).toList();
  }

  /// The numbers of a leaf; they stay until set again. Leaves begin at zero.
  ///
  /// @param values rows · size, copied
  public void set(Node leaf, double... values) {
    double[] own = values(leaf);
    if (!isLeaf(leaf.op())) {
      throw new IllegalArgumentException("cannot set " + leaf + ": it is computed, not a leaf");
    }
    if (values.length != own.length) {
      throw new IllegalArgumentException(
          "cannot set "
              + leaf
              + " for "
              + chains
              + " chains: it needs "
              + own.length
              + " numbers, found "
              + values.length);
    }
    System.arraycopy(values, 0, own, 0, own.length);
  }

  /// Evaluates a graph without noise.
  public void evaluate() {
    evaluate(Draws.none());
  }

  /// Evaluates every node once.
  public void evaluate(Draws noise) {
    draws = noise;
    for (Runnable step : steps) {
      step.run();
    }
  }

  /// A node's numbers of the last evaluation, chain by chain; not a copy.
  public double[] values(Node node) {
    Operand operand = operands.get(node);
    if (operand == null) {
      throw new IllegalArgumentException(
          "the roots do not need " + node + "; make it a root to read it");
    }
    return operand.values();
  }

  private static boolean isLeaf(Op op) {
    return op instanceof Op.Input || op instanceof Op.Parameter || op instanceof Op.Setting;
  }

  /// Operations that only rename their input share its numbers.
  private Operand place(Node node) {
    return node.op() instanceof Op.Reshape || node.op() instanceof Op.StopGradient
        ? in(node, 0)
        : Operand.allocate(node.shape().size(), chains, node.varies());
  }

  private Operand in(Node node, int index) {
    Operand operand = operands.get(node.input(index));
    if (operand == null) {
      throw new IllegalStateException("an input comes after the node that uses it: " + node);
    }
    return operand;
  }

  /// What computes a node's numbers from those of its inputs.
  private Runnable step(Node node, Operand out) {
    return switch (node.op()) {
      case Op.Input _, Op.Parameter _, Op.Setting _ -> () -> {};
      case Op.Reshape _, Op.StopGradient _ -> () -> {};
      case Op.Constant(var values) -> {
        System.arraycopy(values.toArray(), 0, out.values(), 0, values.size());
        yield () -> {};
      }
      case Op.Noise noise -> () -> draw(noise, out);
      case Op.BatchSize _ -> () -> out.values()[0] = chains;
      case Op.Map(var function) -> Elementwise.map(function, in(node, 0), out);
      case Op.Zip(var function) -> Elementwise.zip(function, in(node, 0), in(node, 1), out);
      case Op.Where _ -> Elementwise.where(in(node, 0), in(node, 1), in(node, 2), out);
      case Op.Broadcast(var shape, var axes) ->
          Movement.gather(IndexMap.broadcast(node.input(0).shape(), shape, axes), in(node, 0), out);
      case Op.Transpose(var order) ->
          Movement.gather(
              IndexMap.transpose(node.input(0).shape(), node.shape(), order), in(node, 0), out);
      case Op.Slice(var start, var shape) ->
          Movement.gather(IndexMap.inside(shape, node.input(0).shape(), start), in(node, 0), out);
      case Op.Pad(var start, var shape) ->
          Movement.scatter(IndexMap.inside(node.input(0).shape(), shape, start), in(node, 0), out);
      case Op.Concat(int axis) -> concat(node, axis, out);
      case Op.Reduce(var kind, var axes) ->
          Contraction.reduce(
              kind, IndexMap.reduce(node.input(0).shape(), node.shape(), axes), in(node, 0), out);
      case Op.MatMul _ ->
          Contraction.matmul(
              in(node, 0), in(node, 1), node.input(0).shape().dim(1), node.shape(), out);
      case Op.BatchSum _ -> Contraction.batchSum(in(node, 0), out);
      case Op.BatchContract _ ->
          Contraction.batchContract(
              in(node, 0), in(node, 1), node.input(0).shape().dim(1), node.shape(), out);
    };
  }

  private void draw(Op.Noise noise, Operand out) {
    for (int row = 0; row < out.rows(); row++) {
      draws.fill(noise, row, out.values(), out.at(row), out.size());
    }
  }

  private Runnable concat(Node node, int axis, Operand out) {
    List<Runnable> parts = new ArrayList<>();
    Integer[] start = new Integer[node.shape().rank()];
    Arrays.fill(start, 0);
    for (int i = 0; i < node.inputs().size(); i++) {
      var part = node.input(i).shape();
      parts.add(
          Movement.scatter(IndexMap.inside(part, node.shape(), List.of(start)), in(node, i), out));
      start[axis] += part.dim(axis);
    }
    return () -> parts.forEach(Runnable::run);
  }
}
