package org.ebm4j.kernels.spin;

import java.util.Arrays;
import java.util.Objects;
import org.ebm4j.api.engine.Block;
import org.ebm4j.api.graph.Shape;

/// Words seen as the sites in them: site j + k·m is of category at most c where bit k of word c·m +
/// j is 1, and of the last where none is.
///
/// @param words `[(q − 1)·m]` for every chain
/// @param code the numbers of a site
record SiteBlock(Block words, SiteCode code) implements Block {
  private static final int BITS = PackedLattice.BITS;

  private int thresholds() {
    return code.categories() - 1;
  }

  /// Words of a chain and threshold.
  private int perThreshold() {
    return words.shape().size() / thresholds();
  }

  private int size() {
    return BITS * perThreshold() * code.width();
  }

  @Override
  public Shape shape() {
    return Shape.of(size());
  }

  @Override
  public int rows() {
    return words.rows();
  }

  private void write(int first, int count, SiteCode.Numbers numbers) {
    int m = perThreshold();
    float[] packed = new float[count * thresholds() * m];
    int[] bits = new int[thresholds()];
    for (int at = 0; at < count * m; at++) {
      int row = at / m;
      int word = at % m;
      Arrays.fill(bits, 0);
      for (int bit = 0; bit < BITS; bit++) {
        int site = word + bit * m;
        int category = code.category(numbers, row * size() + site * code.width());
        for (int c = category; c < bits.length; c++) {
          bits[c] |= 1 << bit;
        }
      }
      for (int c = 0; c < bits.length; c++) {
        packed[(row * bits.length + c) * m + word] = Float.intBitsToFloat(bits[c]);
      }
    }
    words.setRows(first, count, packed, 0);
  }

  private interface Sink {
    void put(int index, double number);
  }

  private void read(int first, int count, Sink sink) {
    int m = perThreshold();
    float[] packed = new float[count * thresholds() * m];
    words.getRows(first, count, packed, 0);
    for (int at = 0; at < count * m; at++) {
      int row = at / m;
      int word = at % m;
      for (int bit = 0; bit < BITS; bit++) {
        int category = thresholds();
        for (int c = 0; c < thresholds(); c++) {
          int bits = Float.floatToRawIntBits(packed[(row * thresholds() + c) * m + word]);
          category -= bits >>> bit & 1;
        }
        int to = row * size() + (word + bit * m) * code.width();
        for (int i = 0; i < code.width(); i++) {
          sink.put(to + i, code.number(category, i));
        }
      }
    }
  }

  private void check(int length) {
    int wanted = rows() * size();
    if (length != wanted) {
      throw new IllegalArgumentException(
          "block 'u' holds "
              + rows()
              + " rows of shape "
              + shape()
              + ", "
              + wanted
              + " numbers; found "
              + length);
    }
  }

  @Override
  public void set(float[] values) {
    check(values.length);
    setRows(0, rows(), values, 0);
  }

  @Override
  public void set(double[] values) {
    check(values.length);
    write(0, rows(), index -> values[index]);
  }

  @Override
  public void fill(double value) {
    write(0, rows(), _ -> value);
  }

  @Override
  public void get(float[] values) {
    check(values.length);
    getRows(0, rows(), values, 0);
  }

  @Override
  public void get(double[] values) {
    check(values.length);
    read(0, rows(), (index, number) -> values[index] = number);
  }

  @Override
  public void setRows(int first, int count, float[] values, int offset) {
    Objects.checkFromIndexSize(offset, count * size(), values.length);
    write(first, count, index -> values[offset + index]);
  }

  @Override
  public void getRows(int first, int count, float[] values, int offset) {
    Objects.checkFromIndexSize(offset, count * size(), values.length);
    read(first, count, (index, number) -> values[offset + index] = (float) number);
  }

  @Override
  public void copyFrom(Block other) {
    set(other.toArray());
  }

  @Override
  public double[] toArray() {
    double[] values = new double[rows() * size()];
    get(values);
    return values;
  }

  @Override
  public String toString() {
    return "u " + shape() + " of values " + code.numbers();
  }
}
