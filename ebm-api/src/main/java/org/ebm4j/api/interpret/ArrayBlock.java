package org.ebm4j.api.interpret;

import java.util.Arrays;
import java.util.Objects;
import org.ebm4j.api.engine.Block;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.graph.Shape;

/// A block over an array of doubles; in F32 every number in it is one of 32 bits.
final class ArrayBlock implements Block {
  private final Shape shape;
  private final int rows;
  private final Precision precision;
  private final double[] numbers; // (rows, size)

  ArrayBlock(Shape shape, int rows, Precision precision, double[] numbers) {
    this.shape = shape;
    this.rows = rows;
    this.precision = precision;
    this.numbers = numbers;
  }

  /// To the block's type; in F32 what lies below its smallest normal number becomes zero.
  static double round(double value, Precision precision) {
    if (precision == Precision.F64) {
      return value;
    }
    float single = (float) value;
    return Math.abs(single) < Float.MIN_NORMAL ? Math.copySign(0, value) : single;
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public void set(float[] values) {
    requireLength(values.length, numbers.length);
    setRows(0, rows, values, 0);
  }

  @Override
  public void set(double[] values) {
    requireLength(values.length, numbers.length);
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = round(values[i], precision);
    }
  }

  @Override
  public void fill(double value) {
    Arrays.fill(numbers, round(value, precision));
  }

  @Override
  public void get(float[] values) {
    requireLength(values.length, numbers.length);
    getRows(0, rows, values, 0);
  }

  @Override
  public void get(double[] values) {
    requireLength(values.length, numbers.length);
    System.arraycopy(numbers, 0, values, 0, numbers.length);
  }

  @Override
  public void setRows(int first, int count, float[] values, int offset) {
    Objects.checkFromIndexSize(first, count, rows);
    Objects.checkFromIndexSize(offset, count * shape.size(), values.length);
    int at = first * shape.size();
    for (int i = 0; i < count * shape.size(); i++) {
      numbers[at + i] = round(values[offset + i], precision);
    }
  }

  @Override
  public void getRows(int first, int count, float[] values, int offset) {
    Objects.checkFromIndexSize(first, count, rows);
    Objects.checkFromIndexSize(offset, count * shape.size(), values.length);
    int at = first * shape.size();
    for (int i = 0; i < count * shape.size(); i++) {
      values[offset + i] = (float) numbers[at + i];
    }
  }

  @Override
  public void copyFrom(Block other) {
    if (!other.shape().equals(shape) || other.rows() != rows) {
      throw new IllegalArgumentException(
          "cannot copy "
              + other.rows()
              + " rows of "
              + other.shape()
              + " into "
              + rows
              + " rows of "
              + shape
              + "; shapes and rows must be equal");
    }
    set(other.toArray());
  }

  private void requireLength(int found, int wanted) {
    if (found != wanted) {
      throw new IllegalArgumentException(
          "a block of "
              + rows
              + " rows of "
              + shape
              + " holds "
              + wanted
              + " numbers, found an array of "
              + found
              + "; pass rows · size numbers");
    }
  }
}
