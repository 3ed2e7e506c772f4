package org.ebm4j.kernels.run;

import java.util.Arrays;
import org.ebm4j.api.engine.Block;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.memory.Numbers;
import org.ebm4j.kernels.memory.Numbers.Strided;

/// One array of a run: dense for what all chains share, else one array a chain, dense or in lanes
/// of its tile.
final class LoopBlock implements Block {
  private final String name;
  private final Shape shape;
  private final int rows;
  private final Numbers numbers;
  private final boolean lanes;
  private final long start; // in numbers
  private final long unit; // numbers from one tile or chain to the next
  private final Runnable written;

  /// @param numbers the region
  /// @param unitBytes from one tile or chain to the next; 0 if shared
  /// @param written called after every write
  LoopBlock(
      String name,
      Shape shape,
      int rows,
      Buffer buffer,
      Precision precision,
      Numbers numbers,
      long unitBytes,
      Runnable written) {
    int bytes = precision == Precision.F32 ? 4 : 8;
    this.name = name;
    this.shape = shape;
    this.rows = rows;
    this.numbers = numbers;
    this.lanes = buffer.lanes();
    this.start = buffer.offset() / bytes;
    this.unit = unitBytes / bytes;
    this.written = written;
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public int rows() {
    return rows;
  }

  /// Where a row lies.
  private Strided stretch(int row) {
    return lanes
        ? new Strided(
            start + row / Buffer.LANES * unit + row % Buffer.LANES, Buffer.LANES, shape.size())
        : Strided.of(start + row * unit, shape.size());
  }

  private void check(int length) {
    int wanted = Math.multiplyExact(rows, shape.size());
    if (length != wanted) {
      throw new IllegalArgumentException(
          "block '"
              + name
              + "' holds "
              + rows
              + " rows of shape "
              + shape
              + ", "
              + wanted
              + " numbers; found "
              + length);
    }
  }

  @Override
  public void set(float[] values) {
    check(values.length);
    setRows(0, rows, values, 0);
  }

  @Override
  public void set(double[] values) {
    check(values.length);
    int size = shape.size();
    for (int row = 0; row < rows; row++) {
      numbers.put(stretch(row), values, row * size);
    }
    pad();
    written.run();
  }

  @Override
  public void fill(double value) {
    double[] row = new double[shape.size()];
    Arrays.fill(row, value);
    for (int r = 0; r < rows; r++) {
      numbers.put(stretch(r), row, 0);
    }
    pad();
    written.run();
  }

  @Override
  public void get(float[] values) {
    check(values.length);
    getRows(0, rows, values, 0);
  }

  @Override
  public void get(double[] values) {
    check(values.length);
    int size = shape.size();
    for (int row = 0; row < rows; row++) {
      numbers.get(stretch(row), values, row * size);
    }
  }

  @Override
  public void setRows(int first, int count, float[] values, int offset) {
    checkRows(first, count);
    int size = shape.size();
    for (int row = 0; row < count; row++) {
      numbers.put(stretch(first + row), values, offset + row * size);
    }
    if (first + count == rows) {
      pad();
    }
    written.run();
  }

  @Override
  public void getRows(int first, int count, float[] values, int offset) {
    checkRows(first, count);
    int size = shape.size();
    for (int row = 0; row < count; row++) {
      numbers.get(stretch(first + row), values, offset + row * size);
    }
  }

  private void checkRows(int first, int count) {
    if (first < 0 || count < 0 || first + count > rows) {
      throw new IllegalArgumentException(
          "block '"
              + name
              + "' has rows 0 to "
              + (rows - 1)
              + "; asked for "
              + count
              + " from "
              + first);
    }
  }

  /// Lanes behind the last chain repeat it, so that they compute nothing stranger than it does.
  private void pad() {
    int end = (rows + Buffer.LANES - 1) / Buffer.LANES * Buffer.LANES;
    if (!lanes || end == rows) {
      return;
    }
    double[] last = new double[shape.size()];
    numbers.get(stretch(rows - 1), last, 0);
    for (int row = rows; row < end; row++) {
      numbers.put(stretch(row), last, 0);
    }
  }

  @Override
  public void copyFrom(Block other) {
    if (other.rows() != rows || !other.shape().equals(shape)) {
      throw new IllegalArgumentException(
          "block '"
              + name
              + "' holds "
              + rows
              + " rows of "
              + shape
              + "; cannot copy "
              + other.rows()
              + " rows of "
              + other.shape());
    }
    set(other.toArray());
  }
}
