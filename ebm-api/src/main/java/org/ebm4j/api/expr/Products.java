package org.ebm4j.api.expr;

import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Nodes;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.graph.ShapeException;

/// Products of matrices and vectors: a vector is a row on the left and a column on the right.
final class Products {
  private Products() {}

  static Expr matmul(Expr a, Expr b) {
    Shape left = a.shape();
    Shape right = b.shape();
    requireFitting(a, b);
    Node row = left.rank() == 1 ? Nodes.reshape(a.node(), Shape.of(1, left.size())) : a.node();
    Node column = right.rank() == 1 ? Nodes.reshape(b.node(), Shape.of(right.size(), 1)) : b.node();
    Node product = Nodes.matmul(row, column);
    if (left.rank() == 2 && right.rank() == 2) {
      return Expr.of(product);
    }
    boolean dot = left.rank() == 1 && right.rank() == 1;
    return Expr.of(Nodes.reshape(product, dot ? Shape.SCALAR : Shape.of(product.shape().size())));
  }

  private static void requireFitting(Expr a, Expr b) {
    int left = a.shape().rank();
    int right = b.shape().rank();
    if (left < 1 || left > 2 || right < 1 || right > 2) {
      throw new ShapeException(
          asked(a, b) + "; each side is a matrix or a vector: reshape, or use times for a number");
    }
    int inner = a.shape().dim(-1);
    int other = b.shape().dim(0);
    if (inner != other) {
      throw new ShapeException(
          asked(a, b) + "; the inner extents must agree: " + inner + " ≠ " + other);
    }
  }

  private static String asked(Expr a, Expr b) {
    return "cannot multiply matrices " + Pair.described(a) + " and " + Pair.described(b);
  }
}
