package org.ebm4j.api.expr;

import java.util.stream.IntStream;
import org.ebm4j.api.graph.Nodes;
import org.ebm4j.api.graph.Shape;

/// The same numbers of an expression in other places: reshaped, cut, repeated.
///
/// Nothing but a scalar is ever repeated silently; {@link #broadcast} and {@link #along} say how.
public sealed interface Arranged permits Expr {

  private Expr self() {
    return (Expr) this;
  }

  /// The same numbers, row-major, under another shape.
  ///
  /// @throws org.ebm4j.api.graph.ShapeException if the counts differ
  default Expr reshape(int... dims) {
    return Expr.of(Nodes.reshape(self().node(), Shape.of(dims)));
  }

  /// As one vector, row-major.
  default Expr flat() {
    return reshape(self().shape().size());
  }

  /// Axes in another order: axis i of the result is axis {@code order[i]} of this. None named means
  /// reversed.
  ///
  /// @throws org.ebm4j.api.graph.ShapeException if not every axis is named once
  default Expr transpose(int... order) {
    int rank = self().shape().rank();
    return Expr.of(
        Nodes.transpose(
            self().node(),
            order.length == 0
                ? IntStream.range(0, rank).map(i -> rank - 1 - i).boxed().toList()
                : IntStream.of(order).boxed().toList()));
  }

  /// Elements {@code from} ≤ i < {@code to} along an axis.
  ///
  /// @throws org.ebm4j.api.graph.ShapeException if the axis has no such elements
  default Expr slice(int axis, int from, int to) {
    return Axes.slice(self(), axis, from, to);
  }

  /// Turns an axis round as a ring: element i of the result is element i − {@code by} of this, so
  /// that {@code s.roll(0, 1)} gives every site of a torus its upper neighbour.
  ///
  /// @param by any number of places, also negative
  default Expr roll(int axis, int by) {
    return Axes.roll(self(), axis, by);
  }

  /// Element {@code index} along the first axis, which disappears.
  default Expr at(int index) {
    Expr one = slice(0, index, index + 1);
    return Expr.of(Nodes.reshape(one.node(), self().shape().without(0)));
  }

  /// Repeats a scalar, or puts this array's axes at the last axes of {@code shape} and repeats it
  /// along the others.
  ///
  /// @throws org.ebm4j.api.graph.ShapeException if an extent would change
  default Expr broadcast(Shape shape) {
    return Expr.of(Nodes.broadcast(self().node(), shape));
  }

  /// Undoes a reduction: repeats this array along {@code axes} so that it has the shape {@code
  /// shape} again, as in {@code a.minus(a.mean(1).along(a.shape(), 1))}.
  ///
  /// @throws org.ebm4j.api.graph.ShapeException if this is not {@code shape} without those axes
  default Expr along(Shape shape, int... axes) {
    return Expr.of(Nodes.broadcast(self().node(), shape, Axes.others(shape, axes)));
  }
}
