package org.ebm4j.api.graph;

import static org.ebm4j.api.graph.Nodes.add;
import static org.ebm4j.api.graph.Nodes.batchContract;
import static org.ebm4j.api.graph.Nodes.broadcast;
import static org.ebm4j.api.graph.Nodes.divide;
import static org.ebm4j.api.graph.Nodes.filled;
import static org.ebm4j.api.graph.Nodes.map;
import static org.ebm4j.api.graph.Nodes.matmul;
import static org.ebm4j.api.graph.Nodes.multiply;
import static org.ebm4j.api.graph.Nodes.negate;
import static org.ebm4j.api.graph.Nodes.pad;
import static org.ebm4j.api.graph.Nodes.reshape;
import static org.ebm4j.api.graph.Nodes.slice;
import static org.ebm4j.api.graph.Nodes.subtract;
import static org.ebm4j.api.graph.Nodes.sum;
import static org.ebm4j.api.graph.Nodes.transpose;
import static org.ebm4j.api.graph.Nodes.where;
import static org.ebm4j.api.graph.Nodes.zip;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/// What each operation passes back to its inputs.
///
/// Given g = ∂L/∂node, a rule hands every input its share of g, as nodes: so a derivative is again
/// a graph. Where the node varies from chain to chain and the input is shared, the share is summed
/// over the chains, because L then is.
///
/// Source: [Griewank & Walther 2008, ch. 3].
final class Derivative {
  private Derivative() {}

  /// Receives (input, share of g).
  interface Shares {
    void accept(Node input, Node share);

    /// A share that is already summed over the chains.
    void acceptSummed(Node input, Node share);
  }

  static void rule(Node node, Node g, Shares shares) {
    switch (node.op()) {
      case Op.Input _, Op.Parameter _, Op.Setting _, Op.Constant _, Op.Noise _, Op.BatchSize _ -> {}
      case Op.StopGradient _ -> {}
      case Op.Map(var function) ->
          shares.accept(node.input(0), map(function, node.input(0), node, g));
      case Op.Zip(var function) -> zipped(function, node, g, shares);
      case Op.Where _ -> {
        Node zero = filled(g.shape(), 0);
        shares.accept(node.input(1), where(node.input(0), g, zero));
        shares.accept(node.input(2), where(node.input(0), zero, g));
      }
      case Op.Broadcast b ->
          shares.accept(node.input(0), sum(g, Nodes.otherAxes(b.shape(), b.axes())));
      case Op.Reshape _ -> shares.accept(node.input(0), reshape(g, node.input(0).shape()));
      case Op.Transpose(var order) -> shares.accept(node.input(0), transpose(g, inverse(order)));
      case Op.Slice s -> shares.accept(node.input(0), pad(g, s.start(), node.input(0).shape()));
      case Op.Pad p -> shares.accept(node.input(0), slice(g, p.start(), node.input(0).shape()));
      case Op.Concat(int axis) -> joined(node, axis, g, shares);
      case Op.Reduce r -> shares.accept(node.input(0), reduced(r, node, g));
      case Op.MatMul _ -> multiplied(node.input(0), node.input(1), g, shares);
      case Op.BatchSum _ -> shares.accept(node.input(0), g);
      case Op.BatchContract _ -> {
        shares.accept(node.input(0), matmul(g, node.input(1)));
        shares.accept(node.input(1), matmul(transpose(g), node.input(0)));
      }
    }
  }

  /// g·f′(a), where {@code value} is f(a).
  private static Node map(Unary function, Node a, Node value, Node g) {
    return switch (function) {
      case NEGATE -> negate(g);
      case ABS -> multiply(g, Nodes.map(Unary.SIGN, a));
      case RECIPROCAL -> negate(multiply(g, multiply(value, value)));
      case SQRT -> divide(g, Nodes.scale(value, 2));
      case EXP -> multiply(g, value);
      case LOG -> divide(g, a);
      case TANH -> multiply(g, oneMinus(multiply(value, value)));
      case SIGMOID -> multiply(g, multiply(value, oneMinus(value)));
      case SOFTPLUS -> multiply(g, Nodes.map(Unary.SIGMOID, a));
      case RELU -> multiply(g, Nodes.map(Unary.STEP, a));
      case SILU -> {
        Node s = Nodes.map(Unary.SIGMOID, a); // (a·s)′ = s + a·s·(1 − s)
        yield multiply(g, multiply(s, add(filled(a.shape(), 1), multiply(a, oneMinus(s)))));
      }
      case SIGN, STEP -> filled(a.shape(), 0);
    };
  }

  private static void zipped(Binary function, Node node, Node g, Shares shares) {
    Node a = node.input(0);
    Node b = node.input(1);
    switch (function) {
      case ADD -> {
        shares.accept(a, g);
        shares.accept(b, g);
      }
      case SUBTRACT -> {
        shares.accept(a, g);
        shares.accept(b, negate(g));
      }
      case MULTIPLY -> {
        shares.accept(a, multiply(g, b));
        shares.accept(b, multiply(g, a));
      }
      case DIVIDE -> {
        Node share = divide(g, b);
        shares.accept(a, share);
        shares.accept(b, negate(multiply(share, node)));
      }
      case MIN, MAX -> { // a tie goes to a, as in the forward pass
        Node second = function == Binary.MIN ? zip(Binary.LESS, b, a) : zip(Binary.LESS, a, b);
        Node zero = filled(g.shape(), 0);
        shares.accept(a, where(second, zero, g));
        shares.accept(b, where(second, g, zero));
      }
      case LESS, LESS_EQUAL, EQUAL -> {}
    }
  }

  private static void joined(Node node, int axis, Node g, Shares shares) {
    List<Integer> start = new ArrayList<>(Collections.nCopies(node.shape().rank(), 0));
    int at = 0;
    for (Node input : node.inputs()) {
      start.set(axis, at);
      shares.accept(input, slice(g, List.copyOf(start), input.shape()));
      at += input.shape().dim(axis);
    }
  }

  /// A sum repeats g; a maximum shares it equally among the elements that attain it.
  private static Node reduced(Op.Reduce r, Node node, Node g) {
    Shape from = node.input(0).shape();
    List<Integer> kept = Nodes.otherAxes(from, r.axes());
    Node repeated = broadcast(g, from, kept);
    return switch (r.kind()) {
      case SUM -> repeated;
      case MAX -> {
        Node attains = zip(Binary.EQUAL, node.input(0), broadcast(node, from, kept));
        Node count = broadcast(sum(attains, r.axes()), from, kept);
        yield multiply(repeated, divide(attains, count));
      }
    };
  }

  private static void multiplied(Node a, Node b, Node g, Shares shares) {
    if (g.varies() && b.varies() && !a.varies()) {
      shares.acceptSummed(a, batchContract(g, b));
    } else {
      shares.accept(a, matmul(g, transpose(b)));
    }
    if (g.varies() && a.varies() && !b.varies()) {
      shares.acceptSummed(b, batchContract(transpose(a), transpose(g)));
    } else {
      shares.accept(b, matmul(transpose(a), g));
    }
  }

  private static Node oneMinus(Node a) {
    return subtract(filled(a.shape(), 1), a);
  }

  private static List<Integer> inverse(List<Integer> order) {
    return IntStream.range(0, order.size()).map(order::indexOf).boxed().toList();
  }
}
