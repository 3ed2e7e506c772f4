package org.ebm4j.api.graph;

import java.util.Arrays;

/// The extents of an array, outermost first. A scalar has none. Immutable; equal by extents.
public final class Shape {
  /// The shape of a single number.
  public static final Shape SCALAR = new Shape(new int[0]);

  private final int[] dims;
  private final int size;

  private Shape(int[] dims) {
    this.dims = dims;
    long product = 1;
    for (int dim : dims) {
      if (dim < 0) {
        throw new ShapeException(
            "shape "
                + Arrays.toString(dims)
                + " has a negative extent "
                + dim
                + "; extents count elements");
      }
      product = Math.multiplyExact(product, (long) dim);
      if (product > Integer.MAX_VALUE) {
        throw new ShapeException(
            "shape "
                + Arrays.toString(dims)
                + " holds more than 2^31 - 1 numbers; split the array or move the long axis to the chains");
      }
    }
    this.size = (int) product;
  }

  /// @param dims extents, outermost first, each ≥ 0
  public static Shape of(int... dims) {
    return dims.length == 0 ? SCALAR : new Shape(dims.clone());
  }

  /// The number of axes.
  public int rank() {
    return dims.length;
  }

  /// The extent of one axis; negative axes count from the last.
  public int dim(int axis) {
    return dims[axis(axis)];
  }

  /// The number of elements.
  public int size() {
    return size;
  }

  /// A copy of the extents.
  public int[] dims() {
    return dims.clone();
  }

  /// Whether it has no axes.
  public boolean isScalar() {
    return dims.length == 0;
  }

  /// The axis counted from the first; negative axes count from the last.
  public int axis(int axis) {
    int found = axis < 0 ? axis + dims.length : axis;
    if (found < 0 || found >= dims.length) {
      throw new ShapeException(
          "axis "
              + axis
              + " of shape "
              + this
              + ": it has "
              + dims.length
              + " axes, numbered from 0");
    }
    return found;
  }

  /// Row-major strides, in elements.
  public int[] strides() {
    int[] strides = new int[dims.length];
    int stride = 1;
    for (int axis = dims.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= dims[axis];
    }
    return strides;
  }

  /// This shape without the named axes.
  public Shape without(int... axes) {
    boolean[] drop = new boolean[dims.length];
    for (int axis : axes) {
      drop[axis(axis)] = true;
    }
    int[] kept = new int[dims.length];
    int count = 0;
    for (int axis = 0; axis < dims.length; axis++) {
      if (!drop[axis]) {
        kept[count++] = dims[axis];
      }
    }
    return of(Arrays.copyOf(kept, count));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(dims, shape.dims);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dims);
  }

  /// `[3, 4]`; a scalar prints `[]`.
  @Override
  public String toString() {
    return Arrays.toString(dims);
  }
}
