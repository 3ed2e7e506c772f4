package org.ebm4j.api.expr;

import org.ebm4j.api.graph.Node;

/// An argument of a term: an expression that still knows whose fields it has.
///
///     (x, y, z) -> sq(y.get(Motion::dx))
///
/// @param <T> the type of the points, so that another record's field does not compile
public final class In<T> implements Expr {
  private final Node node;
  private final Fields<T> fields;

  private In(Node node, Fields<T> fields) {
    this.node = node;
    this.fields = fields;
  }

  public static <T> In<T> of(Node node, Fields<T> fields) {
    return new In<>(node, fields);
  }

  @Override
  public Node node() {
    return node;
  }

  /// One component of the record.
  ///
  /// @throws IllegalArgumentException if the accessor is not a component's own, with the names of
  ///   those there are
  public Expr get(Accessor<T, ?> accessor) {
    return fields.component(node, accessor);
  }

  @Override
  public String toString() {
    return node.toString();
  }

  /// A record's accessor, such as {@code Motion::dx}.
  @FunctionalInterface
  public interface Accessor<T, C> {
    C of(T point);
  }

  /// Where the components of a T lie in its numbers.
  @FunctionalInterface
  public interface Fields<T> {
    Expr component(Node node, Accessor<T, ?> accessor);
  }
}
