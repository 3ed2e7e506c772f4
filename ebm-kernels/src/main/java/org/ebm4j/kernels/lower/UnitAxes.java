package org.ebm4j.kernels.lower;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ebm4j.api.graph.Graph;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Nodes;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.graph.Terms;

/// Elementwise work and reductions without axes of extent 1, so that (n, 1), (1, n) and (n) are the
/// same loops and share a nest.
final class UnitAxes {
  private UnitAxes() {}

  /// The roots, computed without such axes.
  static List<Node> dropped(List<Node> roots) {
    return Graph.rewrite(roots, UnitAxes::image);
  }

  private static Node image(Node node, List<Node> inputs) {
    if (node.op() instanceof Op.Reshape(var shape) && inputs.getFirst() != node.input(0)) {
      return Terms.declaring(node.term(), () -> Nodes.reshape(inputs.getFirst(), shape));
    }
    if (node.op() instanceof Op.Reduce(var kind, var axes)) {
      return Terms.declaring(node.term(), () -> reduced(node, inputs.getFirst(), kind, axes));
    }
    Shape lean = lean(node.shape());
    if (!Levels.isElementwise(node) || lean.equals(node.shape())) {
      return Graph.on(node, inputs);
    }
    return Terms.declaring(
        node.term(),
        () -> {
          List<Node> flat = inputs.stream().map(input -> Nodes.reshape(input, lean)).toList();
          return Nodes.reshape(Node.of(node.op(), flat), node.shape());
        });
  }

  private static Node reduced(Node node, Node input, Op.Reduce.Kind kind, List<Integer> axes) {
    Shape shape = input.shape();
    Shape lean = lean(shape);
    if (lean.equals(shape)) {
      return Graph.on(node, List.of(input));
    }
    List<Integer> kept =
        IntStream.range(0, shape.rank()).filter(a -> shape.dim(a) != 1).boxed().toList();
    List<Integer> left = axes.stream().filter(kept::contains).map(kept::indexOf).toList();
    Node flat = Nodes.reshape(input, lean);
    Node sum = left.isEmpty() ? flat : Node.of(new Op.Reduce(kind, left), flat);
    return Nodes.reshape(sum, node.shape());
  }

  private static Shape lean(Shape shape) {
    return Shape.of(Arrays.stream(shape.dims()).filter(extent -> extent != 1).toArray());
  }
}
