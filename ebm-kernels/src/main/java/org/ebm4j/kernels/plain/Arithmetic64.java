package org.ebm4j.kernels.plain;

import static java.lang.Double.doubleToRawLongBits;
import static java.lang.Double.longBitsToDouble;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.ebm4j.kernels.loop.Primitive;

/// The arithmetic of F64 programs; a value is the 64 bits of a double.
record Arithmetic64() implements Arithmetic {
  private static final long ONES = -1;

  @Override
  public int bytes() {
    return 8;
  }

  @Override
  public long get(MemorySegment from, long at) {
    return from.get(ValueLayout.JAVA_LONG, at);
  }

  @Override
  public void set(MemorySegment to, long at, long value) {
    to.set(ValueLayout.JAVA_LONG, at, value);
  }

  @Override
  public void get(MemorySegment from, long at, long[] lanes, int n) {
    for (int l = 0; l < n; l++) {
      lanes[l] = from.get(ValueLayout.JAVA_LONG, at + 8L * l);
    }
  }

  @Override
  public void set(MemorySegment to, long at, long[] lanes, int n) {
    for (int l = 0; l < n; l++) {
      to.set(ValueLayout.JAVA_LONG, at + 8L * l, lanes[l]);
    }
  }

  @Override
  public long negativeInfinity() {
    return doubleToRawLongBits(Double.NEGATIVE_INFINITY);
  }

  @Override
  public long sum(long a, long b) {
    return doubleToRawLongBits(longBitsToDouble(a) + longBitsToDouble(b));
  }

  @Override
  public long fused(long a, long b, long c) {
    return doubleToRawLongBits(
        Math.fma(longBitsToDouble(a), longBitsToDouble(b), longBitsToDouble(c)));
  }

  @Override
  public void addProduct(long a, long[] b, long[] acc, int n) {
    double factor = longBitsToDouble(a);
    for (int l = 0; l < n; l++) {
      acc[l] =
          doubleToRawLongBits(Math.fma(factor, longBitsToDouble(b[l]), longBitsToDouble(acc[l])));
    }
  }

  @Override
  public long larger(long acc, long a) {
    double x = longBitsToDouble(acc);
    double y = longBitsToDouble(a);
    return Double.isNaN(y) || y > x ? a : acc;
  }

  @Override
  public void apply(
      Primitive primitive, int shift, long[] a, long[] b, long[] c, long[] out, int n) {
    switch (primitive) {
      case ADD -> add(a, b, out, n);
      case SUB -> subtract(a, b, out, n);
      case MUL -> multiply(a, b, out, n);
      case DIV -> divide(a, b, out, n);
      case SQRT -> root(a, out, n);
      case FMA -> fma(a, b, c, out, n);
      case FNMA -> fnma(a, b, c, out, n);
      case MIN -> min(a, b, out, n);
      case MAX -> max(a, b, out, n);
      case ROUND -> round(a, out, n);
      case LESS -> less(a, b, out, n);
      case LESS_EQUAL -> lessEqual(a, b, out, n);
      case EQUAL -> equal(a, b, out, n);
      case UNORDERED -> unordered(a, b, out, n);
      case AND -> and(a, b, out, n);
      case AND_NOT -> andNot(a, b, out, n);
      case OR -> or(a, b, out, n);
      case XOR -> xor(a, b, out, n);
      case BLEND -> blend(a, b, c, out, n);
      case SHIFT_LEFT -> shiftLeft(a, shift, out, n);
      case SHIFT_RIGHT -> shiftRight(a, shift, out, n);
      case INT_ADD -> integerAdd(a, b, out, n);
      case INT_SUB -> integerSubtract(a, b, out, n);
      case INT_TO_FLOAT ->
          throw new IllegalArgumentException("INT_TO_FLOAT is for F32 programs only");
    }
  }

  private static void add(long[] a, long[] b, long[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = doubleToRawLongBits(longBitsToDouble(a[l]) + longBitsToDouble(b[l]));
    }
  }

  private static void subtract(long[] a, long[] b, long[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = doubleToRawLongBits(longBitsToDouble(a[l]) - longBitsToDouble(b[l]));
    }
  }

  private static void multiply(long[] a, long[] b, long[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = doubleToRawLongBits(longBitsToDouble(a[l]) * longBitsToDouble(b[l]));
    }
  }

  private static void divide(long[] a, long[] b, long[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = doubleToRawLongBits(longBitsToDouble(a[l]) / longBitsToDouble(b[l]));
    }
  }

  private static void root(long[] a, long[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = doubleToRawLongBits(Math.sqrt(longBitsToDouble(a[l])));
    }
  }

  private static void fma(long[] a, long[] b, long[] c, long[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] =
          doubleToRawLongBits(
              Math.fma(longBitsToDouble(a[l]), longBitsToDouble(b[l]), longBitsToDouble(c[l])));
    }
  }

  private static void fnma(long[] a, long[] b, long[] c, long[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] =
          doubleToRawLongBits(
              Math.fma(-longBitsToDouble(a[l]), longBitsToDouble(b[l]), longBitsToDouble(c[l])));
    }
  }

  private static void min(long[] a, long[] b, long[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = longBitsToDouble(a[l]) < longBitsToDouble(b[l]) ? a[l] : b[l];
    }
  }

  private static void max(long[] a, long[] b, long[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = longBitsToDouble(a[l]) > longBitsToDouble(b[l]) ? a[l] : b[l];
    }
  }

  private static void round(long[] a, long[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = doubleToRawLongBits(Math.rint(longBitsToDouble(a[l])));
    }
  }

  private static void less(long[] a, long[] b, long[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = longBitsToDouble(a[l]) < longBitsToDouble(b[l]) ? ONES : 0;
    }
  }

  private static void lessEqual(long[] a, long[] b, long[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = longBitsToDouble(a[l]) <= longBitsToDouble(b[l]) ? ONES : 0;
    }
  }

  private static void equal(long[] a, long[] b, long[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = longBitsToDouble(a[l]) == longBitsToDouble(b[l]) ? ONES : 0;
    }
  }

  private static void unordered(long[] a, long[] b, long[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] =
          Double.isNaN(longBitsToDouble(a[l])) || Double.isNaN(longBitsToDouble(b[l])) ? ONES : 0;
    }
  }

  private static void and(long[] a, long[] b, long[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = a[l] & b[l];
    }
  }

  private static void andNot(long[] a, long[] b, long[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = ~a[l] & b[l];
    }
  }

  private static void or(long[] a, long[] b, long[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = a[l] | b[l];
    }
  }

  private static void xor(long[] a, long[] b, long[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = a[l] ^ b[l];
    }
  }

  private static void blend(long[] a, long[] b, long[] c, long[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = a[l] < 0 ? b[l] : c[l];
    }
  }

  private static void shiftLeft(long[] a, int shift, long[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = shift < 64 ? a[l] << shift : 0;
    }
  }

  private static void shiftRight(long[] a, int shift, long[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = shift < 64 ? a[l] >>> shift : 0;
    }
  }

  private static void integerAdd(long[] a, long[] b, long[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = a[l] + b[l];
    }
  }

  private static void integerSubtract(long[] a, long[] b, long[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = a[l] - b[l];
    }
  }
}
