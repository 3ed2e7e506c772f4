package org.ebm4j.api.expr;

import java.util.List;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Nodes;
import org.ebm4j.api.graph.Shape;

/// A lazy array of numbers: what the arguments of a term are, and what a term is made of.
///
///     Expr gap = y.minus(net.of(x));         // [3]
///     Expr cost = gap.squared().sum();       // []
///
/// Building one computes nothing; shapes are checked at once. What it can do stands in {@link
/// Elementwise}, {@link Reduced} and {@link Arranged}, named penalties in {@link Maths}, leaves of
/// one's own in {@link Leaf}.
public sealed interface Expr extends Elementwise, Reduced, Arranged permits Formula, In {

  /// The node behind it; for the compiler, printing and saving.
  Node node();

  /// The extents, outermost first; `[]` is a scalar.
  default Shape shape() {
    return node().shape();
  }

  /// An expression of a node.
  static Expr of(Node node) {
    return new Formula(node);
  }

  /// A known number.
  static Expr of(double value) {
    return of(Nodes.constant(value));
  }

  /// Known numbers, row-major.
  ///
  /// @throws org.ebm4j.api.graph.ShapeException if there are not as many as the shape holds
  static Expr of(Shape shape, double... values) {
    return of(Nodes.constant(shape, values));
  }

  /// A known vector.
  static Expr vector(double... values) {
    return of(Shape.of(values.length), values);
  }

  /// Arrays one after another along an axis.
  ///
  /// @throws org.ebm4j.api.graph.ShapeException if other extents differ
  static Expr concat(int axis, Expr... parts) {
    return of(Nodes.concat(axis, List.of(parts).stream().map(Expr::node).toList()));
  }

  /// The number n of chains in the batch, for training losses.
  static Expr batchSize() {
    return of(Nodes.batchSize());
  }

  /// What error messages call it; empty for an expression without a name.
  String name();

  /// What its maker advises when its shape does not fit.
  WayOut wayOut();

  /// The same expression under a name for error messages.
  default Expr called(String name) {
    return called(name, WayOut.UNKNOWN);
  }

  /// The same expression under a name for error messages, with advice for when its shape does not
  /// fit.
  default Expr called(String name, WayOut wayOut) {
    return new Formula(node(), name, wayOut);
  }

  /// (m, k)·(k, n), (m, k)·(k), (k)·(k, n) or (k)·(k).
  ///
  /// @throws org.ebm4j.api.graph.ShapeException if a side has other axes or the k differ, with both
  ///   shapes
  default Expr matmul(Expr other) {
    return Products.matmul(this, other);
  }

  /// The value as it is, through which no derivative passes.
  default Expr stopGradient() {
    return of(Nodes.stopGradient(node()));
  }
}
