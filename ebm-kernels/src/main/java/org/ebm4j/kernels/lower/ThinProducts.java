package org.ebm4j.kernels.lower;

import java.util.ArrayList;
import java.util.List;
import org.ebm4j.api.graph.Graph;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Nodes;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.graph.Terms;

/// Products of a shared matrix with a few numbers of each chain, written as what they are, columns
/// times numbers:
///
///     (W y)ᵢ = Wᵢ₀y₀ + Wᵢ₁y₁ + …
///
/// These are elementwise and join the nest that reads them, biases and activations with it, where a
/// product of its own would write its rows to memory for the next kernel to fetch. Products that
/// give a chain one number or two are as many sums, and join the nest that they read from:
///
///     (W y)₀ = Σₖ W₀ₖyₖ,   (W y)₁ = Σₖ W₁ₖyₖ
final class ThinProducts {
  private static final int MOST = 4; // numbers; from there on a row of sums pays
  private static final int MOST_SUMS = 2; // from there on a block of rows reads less

  private ThinProducts() {}

  /// The roots with thin products written out.
  static List<Node> writtenOut(List<Node> roots) {
    return Graph.rewrite(roots, ThinProducts::image);
  }

  private static Node image(Node node, List<Node> inputs) {
    if (node.op() instanceof Op.Reshape(var shape)) {
      return inputs.getFirst() == node.input(0) ? node : reshaped(node, inputs.getFirst(), shape);
    }
    if (!(node.op() instanceof Op.MatMul)) {
      return Graph.on(node, inputs);
    }
    Node left = inputs.getFirst();
    Node right = inputs.getLast();
    boolean matrixFirst = !left.varies() && right.varies() && right.shape().dim(1) == 1;
    boolean matrixLast = left.varies() && !right.varies() && left.shape().dim(0) == 1;
    boolean fewNumbers = left.shape().dim(1) <= MOST;
    boolean fewResults = node.shape().size() <= MOST_SUMS;
    if (!(matrixFirst || matrixLast) || !(fewNumbers || fewResults)) {
      return Graph.on(node, inputs);
    }
    Node matrix = matrixFirst ? left : right;
    Node numbers = matrixFirst ? right : left;
    return Terms.declaring(
        node.term(),
        () ->
            Nodes.reshape(
                fewNumbers ? sum(matrix, numbers, matrixFirst) : sums(matrix, numbers, matrixFirst),
                node.shape()));
  }

  private static Node reshaped(Node node, Node input, Shape shape) {
    return Terms.declaring(node.term(), () -> Nodes.reshape(input, shape));
  }

  /// Σ over k of column (or row) k of the matrix times number k.
  private static Node sum(Node matrix, Node numbers, boolean columns) {
    int terms = numbers.shape().size();
    Shape result = Shape.of(matrix.shape().size() / terms);
    Shape part = columns ? Shape.of(result.size(), 1) : Shape.of(1, result.size());
    Node sum = null;
    for (int k = 0; k < terms; k++) {
      List<Integer> start = columns ? List.of(0, k) : List.of(k, 0);
      Node weights = Nodes.reshape(Nodes.slice(matrix, start, part), result);
      List<Integer> at = columns ? List.of(k, 0) : List.of(0, k);
      Node number = Nodes.reshape(Nodes.slice(numbers, at, Shape.of(1, 1)), Shape.SCALAR);
      Node term = Nodes.multiply(weights, Nodes.broadcast(number, result));
      sum = sum == null ? term : Nodes.add(sum, term);
    }
    if (sum == null) {
      throw new IllegalStateException("a product over nothing: " + matrix);
    }
    return sum;
  }

  /// Each result as a sum over all numbers.
  private static Node sums(Node matrix, Node numbers, boolean rows) {
    Shape terms = Shape.of(numbers.shape().size());
    Shape part = rows ? Shape.of(1, terms.size()) : Shape.of(terms.size(), 1);
    Node flat = Nodes.reshape(numbers, terms);
    List<Node> sums = new ArrayList<>();
    for (int i = 0; i < matrix.shape().size() / terms.size(); i++) {
      List<Integer> start = rows ? List.of(i, 0) : List.of(0, i);
      Node weights = Nodes.reshape(Nodes.slice(matrix, start, part), terms);
      sums.add(Nodes.reshape(Nodes.sum(Nodes.multiply(weights, flat)), Shape.of(1)));
    }
    return sums.size() == 1 ? sums.getFirst() : Nodes.concat(0, sums);
  }
}
