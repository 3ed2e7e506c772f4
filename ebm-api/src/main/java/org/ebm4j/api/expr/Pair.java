package org.ebm4j.api.expr;

import org.ebm4j.api.graph.Binary;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Nodes;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.graph.ShapeException;

/// Two operands brought to one shape: equal already, or one a scalar.
final class Pair {
  private Pair() {}

  static Expr of(Binary function, Expr a, Expr b) {
    Shape shape = common(a.shape(), b.shape());
    Node left = fit(a, shape);
    Node right = fit(b, shape);
    if (!left.shape().equals(right.shape())) {
      throw new ShapeException("cannot " + asked(function, a, b) + "; " + wayOut(a, b));
    }
    return Expr.of(
        switch (function) {
          case ADD -> Nodes.add(left, right);
          case SUBTRACT -> Nodes.subtract(left, right);
          case MULTIPLY -> Nodes.multiply(left, right);
          case DIVIDE -> Nodes.divide(left, right);
          case MIN, MAX, LESS, LESS_EQUAL, EQUAL -> Nodes.zip(function, left, right);
        });
  }

  private static String asked(Binary function, Expr a, Expr b) {
    String left = described(a);
    String right = described(b);
    return switch (function) {
      case ADD -> "add " + right + " to " + left;
      case SUBTRACT -> "subtract " + right + " from " + left;
      case MULTIPLY -> "multiply " + left + " by " + right;
      case DIVIDE -> "divide " + left + " by " + right;
      case MIN, MAX -> "take the " + function.symbol() + " of " + left + " and " + right;
      case LESS, LESS_EQUAL, EQUAL -> "compare " + left + " with " + right;
    };
  }

  /// {@code y [784]}.
  static String described(Expr a) {
    return a.name().isEmpty() ? a.shape().toString() : a.name() + " " + a.shape();
  }

  static String wayOut(Expr a, Expr b) {
    String second = b.wayOut().to(a.shape());
    String first = second.isEmpty() ? a.wayOut().to(b.shape()) : second;
    return first.isEmpty() ? "shapes must be equal: broadcast or reshape one side" : first;
  }

  static Shape common(Shape a, Shape b) {
    return a.isScalar() ? b : a;
  }

  /// A scalar repeated to a shape; anything else as it is, for the operation to accept or refuse.
  static Node fit(Expr a, Shape shape) {
    return a.shape().isScalar() ? Nodes.broadcast(a.node(), shape) : a.node();
  }
}
