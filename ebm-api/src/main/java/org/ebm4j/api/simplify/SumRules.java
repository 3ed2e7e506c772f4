package org.ebm4j.api.simplify;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ebm4j.api.graph.Binary;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.graph.Unary;
import org.jspecify.annotations.Nullable;

/// Sums, maxima and products of matrices over numbers that were moved or repeated.
final class SumRules {
  private SumRules() {}

  static @Nullable Node reduce(Op.Reduce op, Node node, Shared shared) {
    Node a = node.input(0);
    if (a.shape().size()
        == node.shape().size()) { // every sum has one term: up to the sign of a zero
      return shared.apply(new Op.Reshape(node.shape()), a);
    }
    if (a.op() instanceof Op.Broadcast inner) {
      return ofRepeated(op, inner, node, shared);
    }
    boolean all = node.shape().isScalar();
    boolean moved = a.op() instanceof Op.Reshape || a.op() instanceof Op.Transpose;
    if (all && moved) { // transposed, a sum adds in another order: one rounding
      return overAll(op.kind(), a.input(0), shared);
    }
    boolean maxOfMax =
        op.kind() == Op.Reduce.Kind.MAX
            && a.op() instanceof Op.Reduce inner
            && inner.kind() == Op.Reduce.Kind.MAX;
    return all && maxOfMax ? overAll(op.kind(), a.input(0), shared) : null;
  }

  private static Node overAll(Op.Reduce.Kind kind, Node a, Shared shared) {
    return shared.apply(new Op.Reduce(kind, axes(a.shape())), a);
  }

  private static List<Integer> axes(Shape shape) {
    return IntStream.range(0, shape.rank()).boxed().toList();
  }

  /// n equal numbers have the sum n·a, to a rounding, and the maximum a.
  private static @Nullable Node ofRepeated(
      Op.Reduce op, Op.Broadcast inner, Node node, Shared shared) {
    Node a = node.input(0).input(0);
    List<Integer> reduced = new ArrayList<>();
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < inner.axes().size(); i++) {
      int axis = inner.axes().get(i);
      if (op.axes().contains(axis)) {
        reduced.add(i);
      } else {
        kept.add(axis - (int) op.axes().stream().filter(other -> other < axis).count());
      }
    }
    int repeats = 1;
    for (int axis : op.axes()) {
      repeats *= inner.axes().contains(axis) ? 1 : inner.shape().dim(axis);
    }
    if (repeats == 0) {
      return null; // the sum or maximum of nothing
    }
    Node part = reduced.isEmpty() ? a : shared.apply(new Op.Reduce(op.kind(), reduced), a);
    Node times =
        switch (op.kind()) {
          case SUM -> repeats == 1 ? part : times(part, repeats, shared);
          case MAX -> part;
        };
    return shared.apply(new Op.Broadcast(node.shape(), kept), times);
  }

  private static Node times(Node a, double factor, Shared shared) {
    return shared.apply(new Op.Zip(Binary.MULTIPLY), a, shared.filled(a.shape(), factor));
  }

  /// Nothing to add up; or signs, which are taken before the sum: what is multiplied stays the
  /// array it was, and the sign goes on to where it costs nothing.
  static @Nullable Node matmul(Node node, Shared shared) {
    Node a = node.input(0);
    Node b = node.input(1);
    if (a.shape().dim(1) == 0) {
      return shared.filled(node.shape(), 0);
    }
    Node plainA = withoutSign(a, shared);
    Node plainB = withoutSign(b, shared);
    if (plainA == null && plainB == null) {
      return null;
    }
    Node plain = shared.apply(node.op(), plainA == null ? a : plainA, plainB == null ? b : plainB);
    return plainA == null || plainB == null ? shared.apply(new Op.Map(Unary.NEGATE), plain) : plain;
  }

  /// x where the node is −x, moved or not; else null.
  private static @Nullable Node withoutSign(Node node, Shared shared) {
    if (node.op() instanceof Op.Map(Unary function) && function == Unary.NEGATE) {
      return node.input(0);
    }
    boolean moved = node.op() instanceof Op.Reshape || node.op() instanceof Op.Transpose;
    Node plain = moved ? withoutSign(node.input(0), shared) : null;
    return plain == null ? null : shared.apply(node.op(), plain);
  }

  /// Moves and repetitions follow the sum; a product of matrices is contracted where it is summed.
  static @Nullable Node batchSum(Node node, Shared shared) {
    Node a = node.input(0);
    if (a.op() instanceof Op.Broadcast
        || a.op() instanceof Op.Reshape
        || a.op() instanceof Op.Transpose) {
      return shared.apply(a.op(), shared.batchSum(a.input(0)));
    }
    boolean product = a.op() instanceof Op.MatMul && a.input(0).varies() && a.input(1).varies();
    return product
        ? shared.apply(new Op.BatchContract(), a.input(0), shared.transposed(a.input(1)))
        : null;
  }
}
