package org.ebm4j.api.space;

import org.ebm4j.api.graph.Shape;

/// One named array of a point.
///
/// @param name the record component's name; a path such as {@code wheel.angle} inside a nested
///   record; empty where the point is one plain array
/// @param shape scalar for a number; categories lie along the last axis
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
    if (kind == Kind.CATEGORY && (shape.rank() == 0 || shape.dim(shape.rank() - 1) < 2)) {
      throw new IllegalArgumentException(
          "component '"
              + name
              + "' of categories needs two or more along its last axis, found the shape "
              + shape);
    }
  }

  /// How many numbers it has.
  public int size() {
    return shape.size();
  }

  /// How many numbers, side by side, one site takes: as many as it has categories; else 1.
  public int width() {
    return kind == Kind.CATEGORY ? shape.dim(shape.rank() - 1) : 1;
  }

  /// Bits coded as −1 and 1.
  Component asSpins() {
    return new Component(name, shape, offset, Kind.SPIN, Bounds.of(size(), -1, 1));
  }

  Component within(Bounds other) {
    return new Component(name, shape, offset, kind, other);
  }
}
