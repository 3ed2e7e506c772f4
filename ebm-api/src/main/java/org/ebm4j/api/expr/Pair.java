package org.ebm4j.api.expr;

import java.util.function.BinaryOperator;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Nodes;
import org.ebm4j.api.graph.Shape;

/// Two operands brought to one shape: equal already, or one a scalar.
final class Pair {
  private Pair() {}

  static Expr of(Expr a, Expr b, BinaryOperator<Node> operation) {
    Shape shape = common(a.shape(), b.shape());
    return Expr.of(operation.apply(fit(a, shape), fit(b, shape)));
  }

  static Shape common(Shape a, Shape b) {
    return a.isScalar() ? b : a;
  }

  /// A scalar repeated to a shape; anything else as it is, for the operation to accept or refuse.
  static Node fit(Expr a, Shape shape) {
    return a.shape().isScalar() ? Nodes.broadcast(a.node(), shape) : a.node();
  }
}
