package org.ebm4j.kernels.spin;

import java.util.Arrays;
import java.util.Objects;
import org.ebm4j.api.engine.Block;
import org.ebm4j.api.graph.Shape;

/// Words seen as the sites in them: site j + k·m is bit k of word j, high where it is 1.
///
/// @param words `[m]` for every chain
/// @param low what a site is where its bit is 0
/// @param high where it is 1; what is written is high above their middle
record SpinBlock(Block words, double low, double high) implements Block {
  private static final int BITS = PackedLattice.BITS;

  private int perChain() {
    return words.shape().size();
  }

  @Override
  public Shape shape() {
    return Shape.of(BITS * perChain());
  }

  @Override
  public int rows() {
    return words.rows();
  }

  private interface Site {
    boolean isHigh(int row, int site);
  }

  private void write(int first, int count, Site sites) {
    float[] packed = new float[count * perChain()];
    for (int i = 0; i < packed.length; i++) {
      int row = i / perChain();
      int word = i % perChain();
      int bits = 0;
      for (int bit = 0; bit < BITS; bit++) {
        bits |= sites.isHigh(row, word + bit * perChain()) ? 1 << bit : 0;
      }
      packed[i] = Float.intBitsToFloat(bits);
    }
    words.setRows(first, count, packed, 0);
  }

  private interface Sink {
    void put(int index, boolean high);
  }

  private void read(int first, int count, Sink sites) {
    float[] packed = new float[count * perChain()];
    words.getRows(first, count, packed, 0);
    int size = BITS * perChain();
    for (int i = 0; i < packed.length; i++) {
      int bits = Float.floatToRawIntBits(packed[i]);
      int at = i / perChain() * size + i % perChain();
      for (int bit = 0; bit < BITS; bit++) {
        sites.put(at + bit * perChain(), (bits >>> bit & 1) == 1);
      }
    }
  }

  private boolean isHigh(double value) {
    return value > low + (high - low) / 2;
  }

  private double value(boolean isHigh) {
    return isHigh ? high : low;
  }

  private void check(int length) {
    int wanted = rows() * BITS * perChain();
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
    int size = BITS * perChain();
    write(0, rows(), (row, site) -> isHigh(values[row * size + site]));
  }

  @Override
  public void fill(double value) {
    write(0, rows(), (_, _) -> isHigh(value));
  }

  @Override
  public void get(float[] values) {
    check(values.length);
    getRows(0, rows(), values, 0);
  }

  @Override
  public void get(double[] values) {
    check(values.length);
    read(0, rows(), (index, isHigh) -> values[index] = value(isHigh));
  }

  @Override
  public void setRows(int first, int count, float[] values, int offset) {
    int size = BITS * perChain();
    Objects.checkFromIndexSize(offset, count * size, values.length);
    write(first, count, (row, site) -> isHigh(values[offset + row * size + site]));
  }

  @Override
  public void getRows(int first, int count, float[] values, int offset) {
    Objects.checkFromIndexSize(offset, count * BITS * perChain(), values.length);
    read(first, count, (index, isHigh) -> values[offset + index] = (float) value(isHigh));
  }

  @Override
  public void copyFrom(Block other) {
    set(other.toArray());
  }

  @Override
  public double[] toArray() {
    double[] values = new double[rows() * BITS * perChain()];
    get(values);
    return values;
  }

  @Override
  public String toString() {
    return "u " + shape() + " of values " + Arrays.asList(low, high);
  }
}
