package org.ebm4j.api.expr;

import org.ebm4j.api.graph.Node;

/// An argument of a term: an expression that still knows whose fields it has.
///
///     (x, y, z) -> sq(y.get(Motion::dx))
///
/// @param <T> the type of the points, so that another record's field does not compile
public final class In<T> implements Expr {
  private final String name;
  private final Node node;
  private final Fields<T> fields;

  private In(String name, Node node, Fields<T> fields) {
    this.name = name;
    this.node = node;
    this.fields = fields;
  }

  /// An argument.
  ///
  /// @param name for error messages, such as {@code y}
  /// @param fields where the components of a T lie in the node's numbers
  public static <T> In<T> of(String name, Node node, Fields<T> fields) {
    return new In<>(name, node, fields);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public WayOut wayOut() {
    return WayOut.UNKNOWN;
  }

  @Override
  public Node node() {
    return node;
  }

  /// One component, with its own shape: a scalar for a number, `[3, 4]` for a 3 × 4 array. A
  /// component that is itself a record is the vector of its numbers; to go on into its fields use
  /// {@link #in}.
  ///
  /// @throws IllegalArgumentException if the accessor is not a component's own, with the names of
  ///   those there are
  public Expr get(Accessor<T, ?> accessor) {
    return fields.get(this, accessor);
  }

  /// One component that is itself a record: {@code y.in(Car::wheel).get(Wheel::angle)}.
  ///
  /// @throws IllegalArgumentException if the accessor is not a component's own, with the names of
  ///   those there are
  public <C extends Record> In<C> in(Accessor<T, C> accessor) {
    return fields.in(this, accessor);
  }

  /// One component by its name, for points whose record is not known here, such as those of a
  /// loaded energy.
  ///
  /// @throws IllegalArgumentException if there is none of that name, with the names of those there
  ///   are
  public Expr get(String name) {
    return fields.get(this, name);
  }

  @Override
  public String toString() {
    return name;
  }

  /// A record's accessor, such as {@code Motion::dx}.
  @FunctionalInterface
  public interface Accessor<T, C> {
    /// Reads the component.
    C of(T point);
  }

  /// Where the components of a T lie in its numbers.
  public interface Fields<T> {
    /// The component an accessor reads.
    Expr get(In<T> argument, Accessor<T, ?> accessor);

    /// The component an accessor reads, as an argument of its own.
    <C extends Record> In<C> in(In<T> argument, Accessor<T, C> accessor);

    /// The component of a name.
    Expr get(In<T> argument, String name);
  }
}
