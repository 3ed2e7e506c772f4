package org.ebm4j.api.weights;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.ebm4j.api.graph.Shape;

/// An immutable array of f32 or f64 numbers with a shape, row-major: the last index runs fastest.
///
/// An empty shape is one number; an extent of 0 makes a tensor without numbers. Numbers given are
/// copied in and values asked for are copied out, so no caller holds the tensor's own array.
/// Equality is by type, shape and *bits*: −0 differs from 0, and a NaN equals itself only with the
/// same payload. An argument that does not fit is an [IllegalArgumentException] with the numbers.
public final class Tensor {
  /// The most numbers one tensor holds: what one Java array can.
  static final int MAX_COUNT = Integer.MAX_VALUE - 8;

  /// The most axes a tensor may have; numpy has the same limit.
  static final int MAX_RANK = 64;

  private static final int PRINTED_VALUES = 8;

  private final Shape shape;
  private final Numbers numbers;

  private Tensor(Shape shape, Numbers numbers) {
    this.shape = shape;
    this.numbers = numbers;
  }

  /// An f32 tensor.
  ///
  /// @param values the numbers in row-major order; copied
  /// @param shape the extents, outermost first, whose product is `values.length`; none for a scalar
  public static Tensor of(float[] values, int... shape) {
    return of(values, Shape.of(shape));
  }

  /// An f32 tensor.
  ///
  /// @param values the numbers in row-major order, as many as the shape holds; copied
  public static Tensor of(float[] values, Shape shape) {
    return over(new Numbers.Floats(values.clone()), shape);
  }

  /// An f64 tensor.
  ///
  /// @param values the numbers in row-major order; copied
  /// @param shape the extents, outermost first, whose product is `values.length`; none for a scalar
  public static Tensor of(double[] values, int... shape) {
    return of(values, Shape.of(shape));
  }

  /// An f64 tensor.
  ///
  /// @param values the numbers in row-major order, as many as the shape holds; copied
  public static Tensor of(double[] values, Shape shape) {
    return over(new Numbers.Doubles(values.clone()), shape);
  }

  /// A tensor over numbers that nobody else holds.
  static Tensor over(Numbers numbers, Shape shape) {
    if (shape.rank() > MAX_RANK) {
      throw new IllegalArgumentException(
          String.format(
              "a tensor of %d axes was asked for and %d is the most; join some of them",
              shape.rank(), MAX_RANK));
    }
    if (shape.size() != numbers.count()) {
      throw new IllegalArgumentException(
          String.format(
              "%d numbers do not fill shape %s, which holds %d; give the extents whose product is %d",
              numbers.count(), shape, shape.size(), numbers.count()));
    }
    return new Tensor(shape, numbers);
  }

  /// How the numbers are kept.
  public ElementType type() {
    return numbers.type();
  }

  /// The extents, outermost first; a scalar has none.
  public Shape shape() {
    return shape;
  }

  /// The number of numbers: the product of the extents, 1 for a scalar.
  public int count() {
    return numbers.count();
  }

  /// One number; an f32 one is widened, which is exact.
  ///
  /// @param index one index per axis, each at least 0 and below its extent
  public double get(int... index) {
    if (index.length != shape.rank()) {
      throw new IllegalArgumentException(
          String.format(
              "index %s has %d entries for a tensor of shape %s; give %d, one for each axis",
              Arrays.toString(index), index.length, shape, shape.rank()));
    }
    int flat = 0;
    for (int axis = 0; axis < index.length; axis++) {
      int extent = shape.dim(axis);
      if (index[axis] < 0 || index[axis] >= extent) {
        throw new IllegalArgumentException(
            String.format(
                "index %s lies outside shape %s at axis %d; entries start at 0 and stay below %d",
                Arrays.toString(index), shape, axis, extent));
      }
      flat = flat * extent + index[axis];
    }
    return numbers.at(flat);
  }

  /// A copy of the numbers of an f32 tensor, row-major. An f64 tensor refuses, since it would have
  /// to round: say `as(F32)` first.
  public float[] floats() {
    float[] copy = new float[count()];
    copyTo(copy);
    return copy;
  }

  /// A copy of the numbers, row-major; f32 ones are widened, which is exact.
  public double[] doubles() {
    double[] copy = new double[count()];
    copyTo(copy);
    return copy;
  }

  /// Copies the numbers of an f32 tensor to the front of an array.
  ///
  /// @param target modified: its first [count][#count()] entries, row-major; the rest stay
  public void copyTo(float[] target) {
    copyTo(target, 0);
  }

  /// Copies the numbers of an f32 tensor into an array. An f64 tensor refuses.
  ///
  /// @param target modified: [count][#count()] entries from `offset` on, row-major; the rest stay
  /// @param offset the first entry written
  public void copyTo(float[] target, int offset) {
    requireRoom(target.length, offset);
    numbers.copyTo(target, offset);
  }

  /// Copies the numbers to the front of an array, widening f32 ones.
  ///
  /// @param target modified: its first [count][#count()] entries, row-major; the rest stay
  public void copyTo(double[] target) {
    copyTo(target, 0);
  }

  /// Copies the numbers into an array, widening f32 ones.
  ///
  /// @param target modified: [count][#count()] entries from `offset` on, row-major; the rest stay
  /// @param offset the first entry written
  public void copyTo(double[] target, int offset) {
    requireRoom(target.length, offset);
    numbers.copyTo(target, offset);
  }

  private void requireRoom(int length, int offset) {
    if (offset < 0 || offset > length || length - offset < count()) {
      throw new IllegalArgumentException(
          String.format(
              "%d numbers do not fit at offset %d of an array of %d; make it at least %d long",
              count(), offset, length, Math.max(0L, offset) + count()));
    }
  }

  /// This tensor in the other element type: f64 → f32 rounds to nearest even, f32 → f64 is exact.
  public Tensor as(ElementType type) {
    return type == type() ? this : new Tensor(shape, numbers.inOtherType());
  }

  /// Puts numbers into a buffer as little-endian bytes.
  ///
  /// @param from the first number
  /// @param to modified: cleared, filled with as many numbers as fit, and ready to be read
  void fill(ByteBuffer to, int from) {
    numbers.fill(to, from);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor tensor
        && shape.equals(tensor.shape)
        && numbers.sameBits(tensor.numbers);
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + numbers.bitsHash();
  }

  /// `F32 [2, 3]`, followed by the numbers where there are at most 8.
  @Override
  public String toString() {
    String head = type() + " " + shape;
    return count() > PRINTED_VALUES ? head : head + " " + numbers.text();
  }
}
