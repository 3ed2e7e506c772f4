package org.ebm4j.api.simplify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ebm4j.api.graph.Binary;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.graph.Unary;
import org.jspecify.annotations.Nullable;

/// Slice, pad and concat: boxes inside boxes. Exact.
final class BoxRules {
  private BoxRules() {}

  static @Nullable Node slice(Op.Slice op, Node node, Shared shared) {
    Node a = node.input(0);
    if (a.shape().equals(op.shape())) {
      return a;
    }
    return switch (a.op()) {
      case Op.Slice inner ->
          shared.apply(new Op.Slice(plus(op.start(), inner.start()), op.shape()), a.input(0));
      case Op.Broadcast inner -> ofRepeated(op, inner, a.input(0), shared);
      case Op.Pad inner -> ofPadded(op, inner, a.input(0), shared);
      case Op.Concat(int axis) -> ofJoined(op, axis, a, shared);
      case Op.Input _, Op.Parameter _, Op.Setting _, Op.Constant _, Op.Noise _, Op.BatchSize _ ->
          null;
      case Op.Zip(var function) -> function == Binary.ADD ? ofSum(op, a, shared) : null;
      case Op.Map _, Op.Where _, Op.Reshape _, Op.Transpose _, Op.Reduce _ -> null;
      case Op.MatMul _, Op.StopGradient _, Op.BatchSum _, Op.BatchContract _ -> null;
    };
  }

  private static Node ofRepeated(Op.Slice op, Op.Broadcast inner, Node a, Shared shared) {
    List<Integer> start = inner.axes().stream().map(op.start()::get).toList();
    Shape box = Shape.of(inner.axes().stream().mapToInt(op.shape()::dim).toArray());
    Node part = a.shape().isScalar() ? a : shared.apply(new Op.Slice(start, box), a);
    return shared.apply(new Op.Broadcast(op.shape(), inner.axes()), part);
  }

  /// A box inside the padded array, or one that meets only zeros.
  private static @Nullable Node ofPadded(Op.Slice op, Op.Pad inner, Node a, Shared shared) {
    if (meetsZerosOnly(op, inner, a)) {
      return shared.filled(op.shape(), 0);
    }
    List<Integer> start = minus(op.start(), inner.start());
    for (int axis = 0; axis < op.shape().rank(); axis++) {
      if (start.get(axis) < 0 || start.get(axis) + op.shape().dim(axis) > a.shape().dim(axis)) {
        return null;
      }
    }
    return shared.apply(new Op.Slice(start, op.shape()), a);
  }

  /// A box of a sum where one of its terms is only padding: the other's. So are derivatives by one
  /// part of an unknown found that others were asked of too.
  private static @Nullable Node ofSum(Op.Slice op, Node sum, Shared shared) {
    for (int term = 0; term < 2; term++) {
      Node a = sum.input(term);
      if (a.op() instanceof Op.Pad pad && meetsZerosOnly(op, pad, a.input(0))) {
        return shared.apply(op, sum.input(1 - term));
      }
    }
    return null;
  }

  private static boolean meetsZerosOnly(Op.Slice op, Op.Pad pad, Node padded) {
    for (int axis = 0; axis < op.shape().rank(); axis++) {
      int from = op.start().get(axis) - pad.start().get(axis);
      if (from + op.shape().dim(axis) <= 0 || from >= padded.shape().dim(axis)) {
        return true;
      }
    }
    return false;
  }

  /// A box that lies inside one part.
  private static @Nullable Node ofJoined(Op.Slice op, int axis, Node a, Shared shared) {
    int from = op.start().get(axis);
    int to = from + op.shape().dim(axis);
    int[] ends = shared.ends(a, axis);
    int found = Arrays.binarySearch(ends, from + 1);
    int part = found < 0 ? -found - 1 : found;
    if (from == to || to > ends[part]) {
      return null;
    }
    List<Integer> start = new ArrayList<>(op.start());
    start.set(axis, from - (part == 0 ? 0 : ends[part - 1]));
    return shared.apply(new Op.Slice(List.copyOf(start), op.shape()), a.input(part));
  }

  static @Nullable Node pad(Op.Pad op, Node node, Shared shared) {
    Node a = node.input(0);
    if (a.shape().equals(op.shape())) {
      return a;
    }
    if (a.op() instanceof Op.Pad inner) {
      return shared.apply(new Op.Pad(plus(op.start(), inner.start()), op.shape()), a.input(0));
    }
    return a.shape().size() == 0 || Known.isFilled(a, 0) ? shared.filled(op.shape(), 0) : null;
  }

  static @Nullable Node concat(int axis, Node node, Shared shared) {
    List<Node> parts = new ArrayList<>();
    for (Node part : node.inputs()) {
      if (part.shape().dim(axis) > 0) {
        Node joined = parts.isEmpty() ? null : neighbours(parts.getLast(), part, axis, shared);
        if (joined != null) {
          parts.set(parts.size() - 1, joined);
        } else {
          parts.add(part);
        }
      }
    }
    if (parts.size() == node.inputs().size() && parts.size() > 1) {
      return ofScaled(axis, parts, shared);
    }
    return switch (parts.size()) {
      case 0 -> node.inputs().getFirst();
      case 1 -> parts.getFirst();
      default -> shared.apply(new Op.Concat(axis), parts);
    };
  }

  /// Slices of one array that is another's negative or multiple: those of the other, so that what
  /// is turned round is the same array whatever factors stand before it.
  private static @Nullable Node ofScaled(int axis, List<Node> parts, Shared shared) {
    if (!parts.stream()
        .allMatch(p -> p.op() instanceof Op.Slice && p.input(0) == parts.getFirst().input(0))) {
      return null;
    }
    Node whole = parts.getFirst().input(0);
    Node scaled = whole.op() instanceof Op.Reshape ? whole.input(0) : whole;
    boolean negative = scaled.op() instanceof Op.Map(var f) && f == Unary.NEGATE;
    boolean multiple = scaled.op() instanceof Op.Zip(var f) && f == Binary.MULTIPLY;
    int factor = multiple && Known.isRepeatedScalar(scaled.input(0)) ? 0 : 1;
    if (!negative && !(multiple && Known.isRepeatedScalar(scaled.input(factor)))) {
      return null;
    }
    Node plain =
        shared.apply(new Op.Reshape(whole.shape()), scaled.input(negative ? 0 : 1 - factor));
    List<Node> slices = parts.stream().map(part -> shared.apply(part.op(), plain)).toList();
    Node joined = shared.apply(new Op.Concat(axis), slices);
    return negative
        ? shared.apply(scaled.op(), joined)
        : shared.apply(
            scaled.op(), joined, shared.broadcast(scaled.input(factor).input(0), joined.shape()));
  }

  /// Two parts as one: slices of one array that touch, or the same number repeated.
  private static @Nullable Node neighbours(Node a, Node b, int axis, Shared shared) {
    int[] dims = a.shape().dims();
    dims[axis] += b.shape().dim(axis);
    Shape both = Shape.of(dims);
    if (Known.isRepeatedScalar(a) && Known.isRepeatedScalar(b) && a.input(0) == b.input(0)) {
      return shared.broadcast(a.input(0), both);
    }
    if (a.op() instanceof Op.Slice first
        && b.op() instanceof Op.Slice second
        && a.input(0) == b.input(0)) {
      List<Integer> next = new ArrayList<>(first.start());
      next.set(axis, next.get(axis) + a.shape().dim(axis));
      return next.equals(second.start())
          ? shared.apply(new Op.Slice(first.start(), both), a.input(0))
          : null;
    }
    return null;
  }

  private static List<Integer> plus(List<Integer> a, List<Integer> b) {
    List<Integer> sum = new ArrayList<>();
    for (int i = 0; i < a.size(); i++) {
      sum.add(a.get(i) + b.get(i));
    }
    return List.copyOf(sum);
  }

  private static List<Integer> minus(List<Integer> a, List<Integer> b) {
    return plus(a, b.stream().map(i -> -i).toList());
  }
}
