package org.ebm4j.api.expr;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Nodes;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.graph.ShapeException;

/// Axes counted, and the functions of them that need more than one node.
final class Axes {
  private Axes() {}

  static List<Integer> of(Shape shape, int... axes) {
    return IntStream.of(axes).map(shape::axis).boxed().toList();
  }

  static List<Integer> all(Shape shape) {
    return IntStream.range(0, shape.rank()).boxed().toList();
  }

  static List<Integer> others(Shape shape, int... axes) {
    List<Integer> listed = of(shape, axes);
    return all(shape).stream().filter(axis -> !listed.contains(axis)).toList();
  }

  /// m + ln Σ e^(a − m) with m the maximum, through which no derivative passes; where the maximum
  /// is infinite it is taken as 0.
  static Expr logSumExp(Expr a, int... axes) {
    Expr max = a.max(axes).stopGradient();
    Expr infinite = max.abs().equalTo(Expr.of(Double.POSITIVE_INFINITY));
    Expr shift = infinite.choose(Expr.of(0), max);
    return a.minus(shift.along(a.shape(), axes)).exp().sum(axes).log().plus(shift);
  }

  static Expr slice(Expr a, int axis, int from, int to) {
    Shape shape = a.shape();
    int at = shape.axis(axis);
    int[] dims = shape.dims();
    if (from < 0 || to < from || to > dims[at]) {
      throw new ShapeException(
          "cannot take elements "
              + from
              + " to "
              + to
              + " along axis "
              + at
              + " of "
              + shape
              + "; it has "
              + dims[at]);
    }
    dims[at] = to - from;
    List<Integer> start = new ArrayList<>(Collections.nCopies(dims.length, 0));
    start.set(at, from);
    return Expr.of(Nodes.slice(a.node(), start, Shape.of(dims)));
  }

  static Expr roll(Expr a, int axis, int by) {
    int at = a.shape().axis(axis);
    int extent = a.shape().dim(at);
    int head = extent == 0 ? 0 : Math.floorMod(by, extent);
    return head == 0
        ? a
        : Expr.concat(at, slice(a, at, extent - head, extent), slice(a, at, 0, extent - head));
  }

  /// A vector as one column; a matrix as it is.
  static Node columns(Expr a) {
    return a.shape().rank() == 1
        ? Nodes.reshape(a.node(), Shape.of(a.shape().size(), 1))
        : a.node();
  }

  static void requireVectors(Expr a, Expr b) {
    if (a.shape().rank() != 1 || b.shape().rank() != 1) {
      throw new ShapeException(
          "cannot take the covariance of "
              + Pair.described(a)
              + " and "
              + Pair.described(b)
              + "; both must be vectors: use flat()");
    }
  }
}
