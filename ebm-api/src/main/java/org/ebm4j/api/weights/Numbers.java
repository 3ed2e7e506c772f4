package org.ebm4j.api.weights;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// The flat numbers of a tensor in one of the two element types. Whoever makes one hands the array
/// over: it is not copied and must not be kept.
sealed interface Numbers {
  ElementType type();

  int count();

  double at(int index);

  void copyTo(float[] target, int offset);

  void copyTo(double[] target, int offset);

  /// The same numbers in the other element type.
  Numbers inOtherType();

  /// Clears `to` and fills it, little-endian as it must be set, with the numbers from `from` on.
  void fill(ByteBuffer to, int from);

  boolean sameBits(Numbers other);

  int bitsHash();

  String text();

  /// Numbers of four bytes.
  record Floats(float[] array) implements Numbers {
    @Override
    public ElementType type() {
      return ElementType.F32;
    }

    @Override
    public int count() {
      return array.length;
    }

    @Override
    public double at(int index) {
      return array[index];
    }

    @Override
    public void copyTo(float[] target, int offset) {
      System.arraycopy(array, 0, target, offset, array.length);
    }

    @Override
    public void copyTo(double[] target, int offset) {
      for (int i = 0; i < array.length; i++) {
        target[offset + i] = array[i];
      }
    }

    @Override
    public Numbers inOtherType() {
      double[] wide = new double[array.length];
      copyTo(wide, 0);
      return new Doubles(wide);
    }

    @Override
    public void fill(ByteBuffer to, int from) {
      int count = Math.min(to.capacity() / Float.BYTES, array.length - from);
      to.clear().limit(count * Float.BYTES).asFloatBuffer().put(array, from, count);
    }

    @Override
    public boolean sameBits(Numbers other) {
      if (!(other instanceof Floats(float[] that)) || that.length != array.length) {
        return false;
      }
      for (int i = 0; i < array.length; i++) {
        if (Float.floatToRawIntBits(array[i]) != Float.floatToRawIntBits(that[i])) {
          return false;
        }
      }
      return true;
    }

    @Override
    public int bitsHash() {
      int hash = 1;
      for (float number : array) {
        hash = 31 * hash + Float.floatToRawIntBits(number);
      }
      return hash;
    }

    @Override
    public String text() {
      return Arrays.toString(array);
    }
  }

  /// Numbers of eight bytes.
  record Doubles(double[] array) implements Numbers {
    @Override
    public ElementType type() {
      return ElementType.F64;
    }

    @Override
    public int count() {
      return array.length;
    }

    @Override
    public double at(int index) {
      return array[index];
    }

    @Override
    public void copyTo(float[] target, int offset) {
      throw new IllegalArgumentException(
          String.format(
              "floats were asked of an F64 tensor of %d numbers, which would round them; "
                  + "say as(ElementType.F32) first, or ask for doubles",
              array.length));
    }

    @Override
    public void copyTo(double[] target, int offset) {
      System.arraycopy(array, 0, target, offset, array.length);
    }

    @Override
    public Numbers inOtherType() {
      float[] narrow = new float[array.length];
      for (int i = 0; i < array.length; i++) {
        narrow[i] = (float) array[i];
      }
      return new Floats(narrow);
    }

    @Override
    public void fill(ByteBuffer to, int from) {
      int count = Math.min(to.capacity() / Double.BYTES, array.length - from);
      to.clear().limit(count * Double.BYTES).asDoubleBuffer().put(array, from, count);
    }

    @Override
    public boolean sameBits(Numbers other) {
      if (!(other instanceof Doubles(double[] that)) || that.length != array.length) {
        return false;
      }
      for (int i = 0; i < array.length; i++) {
        if (Double.doubleToRawLongBits(array[i]) != Double.doubleToRawLongBits(that[i])) {
          return false;
        }
      }
      return true;
    }

    @Override
    public int bitsHash() {
      int hash = 1;
      for (double number : array) {
        hash = 31 * hash + Long.hashCode(Double.doubleToRawLongBits(number));
      }
      return hash;
    }

    @Override
    public String text() {
      return Arrays.toString(array);
    }
  }
}
