package org.ebm4j.training.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.ebm4j.api.random.Purpose;
import org.ebm4j.api.random.RandomStream;

/// n rows of equal width, each with or without a label; immutable.
///
/// Row i holds the values `get(i, 0) … get(i, width − 1)` in f32, in row-major order of its
/// [#shape]. Labels, where there are any, number classes from 0. Whatever derives a data set from
/// another (selecting, rescaling, splitting) leaves the first as it is.
public final class Dataset {
  private final float[] values; // (size, width)
  private final int size;
  private final int width;
  private final int[] shape; // of one row
  private final int[] labels; // (size), or empty

  private Dataset(float[] values, int size, int[] shape, int[] labels) {
    this.values = values;
    this.size = size;
    this.shape = shape;
    this.width = product(shape);
    this.labels = labels;
  }

  /// Rows without labels.
  ///
  /// @param values (n, width) row by row; copied
  public static Dataset of(float[] values, int width) {
    if (width < 1 || values.length % width != 0) {
      throw new IllegalArgumentException(
          "data set: "
              + values.length
              + " values cannot be cut into rows of "
              + width
              + "; give n·width values with width at least 1");
    }
    return new Dataset(values.clone(), values.length / width, new int[] {width}, new int[0]);
  }

  /// Rows with labels.
  ///
  /// @param values (n, width) row by row; copied
  /// @param labels (n), each at least 0; copied
  public static Dataset of(float[] values, int width, int[] labels) {
    return of(values, width).withLabels(labels);
  }

  /// Reads rows of numbers from text, plain or gzipped: one row a line, separated by commas,
  /// semicolons, tabs or spaces, after at most one line of column names.
  ///
  /// Labels in a column are split off by [#labelledBy]. Missing and non-finite values are refused.
  ///
  /// @throws IOException with one sentence that names the file, the line and the way out
  public static Dataset csv(Path file) throws IOException {
    return CsvFile.read(file);
  }

  /// Reads an array as `numpy.save` writes it, plain or gzipped: the first axis numbers the rows,
  /// the others give their shape. Booleans, integers and floats of up to 64 bits, rounded to f32.
  ///
  /// @throws IOException with one sentence that names the file, what is wrong and the way out
  public static Dataset npy(Path file) throws IOException {
    return NpyFile.read(file);
  }

  /// Reads an array in the idx format of MNIST, plain or gzipped: the first axis numbers the rows.
  ///
  /// @throws IOException with one sentence that names the file, what is wrong and the way out
  public static Dataset idx(Path file) throws IOException {
    return IdxFile.read(file);
  }

  /// Takes an array that nobody else holds.
  static Dataset owning(float[] values, int size, int... shape) {
    return new Dataset(values, size, shape, new int[0]);
  }

  /// The number of rows.
  public int size() {
    return size;
  }

  /// The number of values in a row.
  public int width() {
    return width;
  }

  /// The shape of one row; its product is the width.
  public int[] shape() {
    return shape.clone();
  }

  /// One value.
  public float get(int row, int column) {
    return values[checkedRow(row) * width + Objects.checkIndex(column, width)];
  }

  /// A copy of one row.
  public float[] row(int row) {
    int from = checkedRow(row) * width;
    return Arrays.copyOfRange(values, from, from + width);
  }

  /// Writes one row to `out` from `at` on.
  public void copyRow(int row, float[] out, int at) {
    System.arraycopy(values, checkedRow(row) * width, out, at, width);
  }

  /// A copy of all values, (size, width) row by row.
  public float[] values() {
    return values.clone();
  }

  /// Whether the rows have labels.
  public boolean labelled() {
    return labels.length > 0;
  }

  /// The label of one row.
  public int label(int row) {
    requireLabels();
    return labels[checkedRow(row)];
  }

  /// A copy of all labels.
  public int[] labels() {
    requireLabels();
    return labels.clone();
  }

  /// One more than the greatest label.
  public int classes() {
    requireLabels();
    return Arrays.stream(labels).max().orElse(-1) + 1;
  }

  /// The same rows with these labels.
  ///
  /// @param labels (n), each at least 0; copied
  public Dataset withLabels(int... labels) {
    if (labels.length != size) {
      throw new IllegalArgumentException(
          "data set: found "
              + labels.length
              + " labels for "
              + size
              + " rows; give one label a row");
    }
    Labels.requireFromZero(labels);
    return new Dataset(values, size, shape, labels.clone());
  }

  /// The same rows with labels from a data set of width 1, such as a file of labels of its own.
  public Dataset withLabels(Dataset column) {
    if (column.width != 1) {
      throw new IllegalArgumentException(
          "data set: labels are one number a row, found "
              + column.width
              + "; give a data set of width 1 or use labelledBy(column)");
    }
    int[] read = new int[column.size];
    for (int i = 0; i < read.length; i++) {
      read[i] = Labels.whole(column.values[i], i);
    }
    return withLabels(read);
  }

  /// The rows without one of their columns, which becomes their labels.
  public Dataset labelledBy(int column) {
    if (column < 0 || column >= width || width == 1) {
      throw new IllegalArgumentException(
          "data set: there is no column "
              + column
              + " to take as labels in rows of "
              + width
              + "; columns count from 0, and at least one must remain");
    }
    float[] kept = new float[size * (width - 1)];
    int[] read = new int[size];
    for (int i = 0, to = 0; i < size; i++) {
      for (int j = 0; j < width; j++) {
        float value = values[i * width + j];
        if (j == column) {
          read[i] = Labels.whole(value, i);
        } else {
          kept[to++] = value;
        }
      }
    }
    return owning(kept, size, width - 1).withLabels(read);
  }

  /// The same rows with their values read as an array of this shape.
  public Dataset shaped(int... shape) {
    if (shape.length == 0 || Arrays.stream(shape).anyMatch(n -> n < 1) || product(shape) != width) {
      throw new IllegalArgumentException(
          "data set: a row of "
              + width
              + " values cannot have the shape "
              + Arrays.toString(shape)
              + "; give a shape with that many places");
    }
    return new Dataset(values, size, shape.clone(), labels);
  }

  /// The rows with these numbers, in this order; a row may be taken more than once.
  public Dataset select(int... rows) {
    float[] taken = new float[Math.multiplyExact(rows.length, width)];
    int[] kept = new int[labelled() ? rows.length : 0];
    for (int i = 0; i < rows.length; i++) {
      copyRow(rows[i], taken, i * width);
      if (labelled()) {
        kept[i] = labels[rows[i]];
      }
    }
    return new Dataset(taken, rows.length, shape, kept);
  }

  /// The values mapped so that `low` becomes `toLow` and `high` becomes `toHigh`: v ↦ toLow + (v −
  /// low)·(toHigh − toLow)/(high − low), computed in f64. Nothing is clipped.
  public Dataset rescaled(double low, double high, double toLow, double toHigh) {
    double slope = (toHigh - toLow) / (high - low);
    if (!Double.isFinite(slope)) {
      throw new IllegalArgumentException(
          "data set: cannot map ["
              + low
              + ", "
              + high
              + "] to ["
              + toLow
              + ", "
              + toHigh
              + "]; give finite bounds with low ≠ high");
    }
    float[] mapped = new float[values.length];
    for (int i = 0; i < mapped.length; i++) {
      mapped[i] = (float) (toLow + (values[i] - low) * slope);
    }
    return new Dataset(mapped, size, shape, labels);
  }

  /// Splits the rows into train and test, class by class where there are labels.
  ///
  /// @param testShare the part of each class that goes to the test rows, 0 … 1
  /// @see Split
  public Split split(double testShare, long seed) {
    return Split.of(this, testShare, seed);
  }

  /// The batches of one pass over the rows, in an order drawn from (seed, epoch).
  ///
  /// @see Epoch
  public Epoch epoch(int batchSize, long seed, int epoch) {
    if (batchSize < 1 || batchSize > size) {
      throw new IllegalArgumentException(
          "epoch: cannot draw batches of "
              + batchSize
              + " from "
              + size
              + " rows; take a batch between 1 and the number of rows");
    }
    var order = RandomStream.of(seed, Purpose.SHUFFLE, 0, epoch).permutation(size);
    return new Epoch(this, order, batchSize);
  }

  private int checkedRow(int row) {
    return Objects.checkIndex(row, size);
  }

  private void requireLabels() {
    if (!labelled()) {
      throw new IllegalStateException(
          "data set: its " + size + " rows have no labels; add them with withLabels or labelledBy");
    }
  }

  private static int product(int[] shape) {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }

  @Override
  public String toString() {
    return "Dataset["
        + size
        + " rows of "
        + Arrays.toString(shape)
        + (labelled() ? ", " + classes() + " classes" : "")
        + "]";
  }
}
