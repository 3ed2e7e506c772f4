package org.ebm4j.api.graph;

import static org.ebm4j.api.graph.Nodes.add;
import static org.ebm4j.api.graph.Nodes.batchContract;
import static org.ebm4j.api.graph.Nodes.broadcast;
import static org.ebm4j.api.graph.Nodes.divide;
import static org.ebm4j.api.graph.Nodes.filled;
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
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// What each operation passes back to its inputs.
///
/// Given g = ∂L/∂node, a rule hands every input its share of g, as nodes: so a derivative is again
/// a graph. Shares are made only for inputs that ask. Where the node varies from chain to chain and
/// the input is shared, the share is summed over the chains, because L then is.
///
/// Source: [Griewank & Walther 2008, ch. 3].
final class Derivative {
  private Derivative() {}

  /// Receives (input, share of g).
  interface Shares {
    void accept(Node input, Supplier<Node> share);

    /// A share that is already summed over the chains.
    void acceptSummed(Node input, Supplier<Node> share);
  }

  static void rule(Node node, Node g, Shares shares) {
    switch (node.op()) {
      case Op.Input _, Op.Parameter _, Op.Setting _, Op.Constant _, Op.Noise _, Op.BatchSize _ -> {}
      case Op.StopGradient _ -> {}
      case Op.Map(var function) -> mapped(function, node.input(0), node, g, shares);
      case Op.Zip(var function) -> zipped(function, node, g, shares);
      case Op.Where _ -> {
        Node condition = node.input(0); // the derivative by it is 0 wherever there is one
        shares.accept(node.input(1), () -> where(condition, g, zero(g)));
        shares.accept(node.input(2), () -> where(condition, zero(g), g));
      }
      case Op.Broadcast b ->
          shares.accept(node.input(0), () -> sum(g, Nodes.otherAxes(b.shape(), b.axes())));
      case Op.Reshape _ -> shares.accept(node.input(0), () -> reshape(g, node.input(0).shape()));
      case Op.Transpose(var order) ->
          shares.accept(node.input(0), () -> transpose(g, inverse(order)));
      case Op.Slice s ->
          shares.accept(node.input(0), () -> pad(g, s.start(), node.input(0).shape()));
      case Op.Pad p ->
          shares.accept(node.input(0), () -> slice(g, p.start(), node.input(0).shape()));
      case Op.Concat(int axis) -> joined(node, axis, g, shares);
      case Op.Reduce r -> shares.accept(node.input(0), () -> reduced(r, node, g));
      case Op.MatMul _ -> multiplied(node.input(0), node.input(1), g, shares);
      case Op.BatchSum _ -> shares.accept(node.input(0), () -> g);
      case Op.BatchContract _ -> {
        shares.accept(node.input(0), () -> matmul(g, node.input(1)));
        shares.accept(node.input(1), () -> matmul(transpose(g), node.input(0)));
      }
    }
  }

  /// g·f′(a), where {@code value} is f(a).
  private static void mapped(Unary function, Node a, Node value, Node g, Shares shares) {
    switch (function) {
      case NEGATE -> shares.accept(a, () -> negate(g));
      case ABS -> shares.accept(a, () -> multiply(g, Nodes.map(Unary.SIGN, a)));
      case RECIPROCAL -> shares.accept(a, () -> negate(multiply(g, multiply(value, value))));
      case SQRT -> shares.accept(a, () -> divide(g, Nodes.scale(value, 2)));
      case EXP -> shares.accept(a, () -> multiply(g, value));
      case LOG -> shares.accept(a, () -> divide(g, a));
      case TANH -> shares.accept(a, () -> multiply(g, oneMinus(multiply(value, value))));
      case SIGMOID -> shares.accept(a, () -> multiply(g, multiply(value, oneMinus(value))));
      case SOFTPLUS -> shares.accept(a, () -> multiply(g, Nodes.map(Unary.SIGMOID, a)));
      case RELU -> shares.accept(a, () -> multiply(g, Nodes.map(Unary.STEP, value)));
      case SILU -> shares.accept(a, () -> multiply(g, siluSlope(a)));
      case SIGN, STEP -> {} // flat wherever they have a derivative
    }
  }

  /// (a·s)′ = s + a·s·(1 − s) with s = sigmoid(a).
  private static Node siluSlope(Node a) {
    Node s = Nodes.map(Unary.SIGMOID, a);
    return multiply(s, add(filled(a.shape(), 1), multiply(a, oneMinus(s))));
  }

  private static void zipped(Binary function, Node node, Node g, Shares shares) {
    Node a = node.input(0);
    Node b = node.input(1);
    switch (function) {
      case ADD -> {
        shares.accept(a, () -> g);
        shares.accept(b, () -> g);
      }
      case SUBTRACT -> {
        shares.accept(a, () -> g);
        shares.accept(b, () -> negate(g));
      }
      case MULTIPLY -> {
        shares.accept(a, () -> multiply(g, b));
        shares.accept(b, () -> multiply(g, a));
      }
      case DIVIDE -> {
        shares.accept(a, () -> divide(g, b));
        shares.accept(b, () -> negate(multiply(divide(g, b), node)));
      }
      case MIN -> chosen(zip(Binary.LESS, b, a), a, b, g, shares);
      case MAX -> chosen(zip(Binary.LESS, a, b), a, b, g, shares);
      case LESS, LESS_EQUAL, EQUAL -> {}
    }
  }

  /// A tie goes to a, as in the forward pass.
  private static void chosen(Node second, Node a, Node b, Node g, Shares shares) {
    shares.accept(a, () -> where(second, zero(g), g));
    shares.accept(b, () -> where(second, g, zero(g)));
  }

  private static void joined(Node node, int axis, Node g, Shares shares) {
    List<Integer> start = new ArrayList<>(Collections.nCopies(node.shape().rank(), 0));
    int at = 0;
    for (Node input : node.inputs()) {
      start.set(axis, at);
      List<Integer> from = List.copyOf(start);
      shares.accept(input, () -> slice(g, from, input.shape()));
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
      shares.acceptSummed(a, () -> batchContract(g, b));
    } else {
      shares.accept(a, () -> matmul(g, transpose(b)));
    }
    if (g.varies() && a.varies() && !b.varies()) {
      shares.acceptSummed(b, () -> batchContract(transpose(a), transpose(g)));
    } else {
      shares.accept(b, () -> matmul(transpose(a), g));
    }
  }

  private static Node zero(Node g) {
    return filled(g.shape(), 0);
  }

  private static Node oneMinus(Node a) {
    return subtract(filled(a.shape(), 1), a);
  }

  private static List<Integer> inverse(List<Integer> order) {
    return IntStream.range(0, order.size()).map(order::indexOf).boxed().toList();
  }
}
