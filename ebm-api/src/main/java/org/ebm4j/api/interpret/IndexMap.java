package org.ebm4j.api.interpret;

import java.util.List;
import org.ebm4j.api.graph.Shape;

/// Positions of a box of elements inside another array: for element i of the box, in row-major
/// order, the index over there.
final class IndexMap {
  private IndexMap() {}

  /// @param box the extents walked over
  /// @param strides what one step along each of its axes moves over there; 0 stays
  /// @param offset where element 0 lies
  static int[] of(Shape box, int[] strides, int offset) {
    int[] map = new int[box.size()];
    int[] at = new int[box.rank()];
    int index = offset;
    for (int i = 0; i < map.length; i++) {
      map[i] = index;
      for (int axis = box.rank() - 1; axis >= 0; axis--) {
        index += strides[axis];
        if (++at[axis] < box.dim(axis)) {
          break;
        }
        index -= strides[axis] * at[axis];
        at[axis] = 0;
      }
    }
    return map;
  }

  /// Elements of {@code shape} → the element of the input they repeat.
  static int[] broadcast(Shape from, Shape shape, List<Integer> axes) {
    int[] strides = new int[shape.rank()];
    int[] own = from.strides();
    for (int i = 0; i < own.length; i++) {
      strides[axes.get(i)] = own[i];
    }
    return of(shape, strides, 0);
  }

  /// Elements of the transposed array → elements of the input.
  static int[] transpose(Shape from, Shape shape, List<Integer> order) {
    int[] strides = new int[shape.rank()];
    int[] own = from.strides();
    for (int i = 0; i < strides.length; i++) {
      strides[i] = own[order.get(i)];
    }
    return of(shape, strides, 0);
  }

  /// Elements of a box → elements of the array it lies in, from {@code start} on.
  static int[] inside(Shape box, Shape whole, List<Integer> start) {
    int[] strides = whole.strides();
    int offset = 0;
    for (int i = 0; i < strides.length; i++) {
      offset += strides[i] * start.get(i);
    }
    return of(box, strides, offset);
  }

  /// Elements of an array → the element of its reduction they enter.
  static int[] reduce(Shape from, Shape reduced, List<Integer> axes) {
    int[] strides = new int[from.rank()];
    int[] own = reduced.strides();
    int kept = 0;
    for (int axis = 0; axis < strides.length; axis++) {
      strides[axis] = axes.contains(axis) ? 0 : own[kept++];
    }
    return of(from, strides, 0);
  }
}
