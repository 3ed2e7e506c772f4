package org.ebm4j.kernels.lower;

import java.util.ArrayList;
import java.util.List;
import org.ebm4j.api.graph.Graph;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Nodes;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.graph.Terms;

/// Sums over a large shared array, written as sums of sums:
///
///     Σᵢⱼ aᵢⱼ = Σᵢ (Σⱼ aᵢⱼ)
///
/// As one sum it would be done in one piece, for no sum is cut; the rows of the inner one can be
/// shared out, and it rounds less.
final class LongSums {
  private static final int LONG = 1 << 14; // numbers; a shorter one is no work for two threads
  private static final int FEW = 16; // results; more are rows enough
  private static final int ROW = 256; // numbers; for fewer a sum of its own is too much to begin

  private LongSums() {}

  /// The roots with long sums in two steps.
  static List<Node> inSteps(List<Node> roots) {
    return Graph.rewrite(roots, LongSums::image);
  }

  private static Node image(Node node, List<Node> inputs) {
    boolean sum = node.op() instanceof Op.Reduce(var kind, _) && kind == Op.Reduce.Kind.SUM;
    Shape from = sum ? node.input(0).shape() : Shape.SCALAR;
    if (!sum || node.varies() || from.size() < LONG || node.shape().size() >= FEW) {
      return Graph.on(node, inputs);
    }
    List<Integer> inner = new ArrayList<>(((Op.Reduce) node.op()).axes());
    int outer = first(inner, from);
    inner.remove(Integer.valueOf(outer));
    if (inner.stream().mapToLong(from::dim).reduce(1, (a, b) -> a * b) < ROW) {
      return Graph.on(node, inputs);
    }
    int at = outer - (int) inner.stream().filter(axis -> axis < outer).count();
    return Terms.declaring(
        node.term(), () -> Nodes.sum(Nodes.sum(inputs.getFirst(), inner), List.of(at)));
  }

  /// The first axis longer than 1; there is one where the sum is long and its results few.
  private static int first(List<Integer> axes, Shape shape) {
    return axes.stream().filter(axis -> shape.dim(axis) > 1).findFirst().orElseThrow();
  }
}
