package org.ebm4j.api.space;

import org.ebm4j.api.graph.Shape;

/// One named array of a point.
///
/// @param name the record component's name; a path such as {@code wheel.angle} inside a nested
///   record; empty where the point is one plain array
/// @param shape scalar for a number
/// @param offset where its numbers begin in the vector of the point
/// @param kind what numbers it may hold
/// @param bounds of each of its numbers
public record Component(String name, Shape shape, int offset, Kind kind, Bounds bounds) {
  public Component {
    if (bounds.size() != shape.size()) {
      throw new IllegalArgumentException(
          "component '"
              + name
              + "' of shape "
              + shape
              + " needs "
              + shape.size()
              + " bounds, found "
              + bounds.size());
    }
  }

  /// How many numbers it has.
  public int size() {
    return shape.size();
  }

  /// Bits coded as −1 and 1.
  Component asSpins() {
    return new Component(name, shape, offset, Kind.SPIN, Bounds.of(size(), -1, 1));
  }

  Component within(Bounds other) {
    return new Component(name, shape, offset, kind, other);
  }
}
