package org.ebm4j.api.simplify;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.jspecify.annotations.Nullable;

/// Broadcast, reshape and transpose: joined, or replaced by the plainest of them. Exact.
final class MovementRules {
  private MovementRules() {}

  static @Nullable Node broadcast(Op.Broadcast op, Node node, Shared shared) {
    Node a = node.input(0);
    if (a.shape().equals(op.shape())) {
      return a;
    }
    if (a.op() instanceof Op.Broadcast inner) {
      List<Integer> axes = inner.axes().stream().map(op.axes()::get).toList();
      return shared.apply(new Op.Broadcast(op.shape(), axes), a.input(0));
    }
    return a.shape().size() == op.shape().size() && !a.shape().isScalar()
        ? shared.apply(new Op.Reshape(op.shape()), a)
        : null;
  }

  static @Nullable Node reshape(Op.Reshape op, Node node, Shared shared) {
    Node a = node.input(0);
    if (a.shape().equals(op.shape())) {
      return a;
    }
    if (a.op() instanceof Op.Reshape) {
      return shared.apply(op, a.input(0));
    }
    return Known.isRepeatedScalar(a) ? shared.broadcast(a.input(0), op.shape()) : null;
  }

  static @Nullable Node transpose(Op.Transpose op, Node node, Shared shared) {
    Node a = node.input(0);
    List<Integer> order = op.order();
    if (a.op() instanceof Op.Transpose inner) {
      return shared.apply(
          new Op.Transpose(order.stream().map(inner.order()::get).toList()), a.input(0));
    }
    if (shared.isSymmetric(a)) {
      return a;
    }
    if (keepsOrder(a.shape(), order)) {
      return shared.apply(new Op.Reshape(node.shape()), a);
    }
    if (a.op() instanceof Op.Broadcast inner) {
      return repeated(inner, order, a.input(0), node.shape(), shared);
    }
    boolean product = a.op() instanceof Op.MatMul;
    return product && isTransposed(a.input(0)) && isTransposed(a.input(1))
        ? shared.apply(new Op.MatMul(), a.input(1).input(0), a.input(0).input(0))
        : null;
  }

  private static boolean isTransposed(Node a) {
    return a.op() instanceof Op.Transpose;
  }

  /// Whether the axes with more than one element stay in order, so that no number moves.
  private static boolean keepsOrder(Shape from, List<Integer> order) {
    int last = -1;
    for (int axis : order) {
      if (from.dim(axis) != 1) {
        if (axis < last) {
          return false;
        }
        last = axis;
      }
    }
    return true;
  }

  /// The transpose of a repetition repeats the transpose.
  private static Node repeated(
      Op.Broadcast inner, List<Integer> order, Node a, Shape shape, Shared shared) {
    List<Integer> places = inner.axes().stream().map(order::indexOf).toList(); // of a's axes
    List<Integer> sorted = places.stream().sorted().toList();
    List<Integer> axes =
        IntStream.range(0, places.size())
            .boxed()
            .sorted(Comparator.comparing(places::get))
            .toList();
    Node turned = sorted.equals(places) ? a : shared.apply(new Op.Transpose(axes), a);
    return shared.apply(new Op.Broadcast(shape, sorted), turned);
  }
}
