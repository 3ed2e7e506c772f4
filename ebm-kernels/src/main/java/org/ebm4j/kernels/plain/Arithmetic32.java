package org.ebm4j.kernels.plain;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.ebm4j.kernels.loop.Primitive;

/// The arithmetic of F32 programs; a value is the 32 bits of a float, zero-extended.
record Arithmetic32() implements Arithmetic {
  private static final long ONES = 0xFFFFFFFFL;

  @Override
  public int bytes() {
    return 4;
  }

  @Override
  public long get(MemorySegment from, long at) {
    return Integer.toUnsignedLong(from.get(ValueLayout.JAVA_INT, at));
  }

  @Override
  public void set(MemorySegment to, long at, long value) {
    to.set(ValueLayout.JAVA_INT, at, (int) value);
  }

  @Override
  public void get(MemorySegment from, long at, long[] lanes, int n) {
    for (int l = 0; l < n; l++) {
      lanes[l] = Integer.toUnsignedLong(from.get(ValueLayout.JAVA_INT, at + 4L * l));
    }
  }

  @Override
  public void set(MemorySegment to, long at, long[] lanes, int n) {
    for (int l = 0; l < n; l++) {
      to.set(ValueLayout.JAVA_INT, at + 4L * l, (int) lanes[l]);
    }
  }

  @Override
  public long negativeInfinity() {
    return Flush.out(Float.NEGATIVE_INFINITY);
  }

  @Override
  public long sum(long a, long b) {
    return Flush.out(Flush.in(a) + Flush.in(b));
  }

  @Override
  public long fused(long a, long b, long c) {
    return Flush.fused(Flush.in(a), Flush.in(b), Flush.in(c));
  }

  @Override
  public void addProduct(long a, long[] b, long[] acc, int n) {
    float factor = Flush.in(a);
    for (int l = 0; l < n; l++) {
      acc[l] = Flush.fused(factor, Flush.in(b[l]), Flush.in(acc[l]));
    }
  }

  @Override
  public long larger(long acc, long a) {
    float x = Flush.in(acc);
    float y = Flush.in(a);
    return Float.isNaN(y) || y > x ? Flush.bits(a) : Flush.bits(acc);
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
      case INT_TO_FLOAT -> convert(a, out, n);
    }
  }

  private static void add(long[] a, long[] b, long[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = Flush.out(Flush.in(a[l]) + Flush.in(b[l]));
    }
  }

  private static void subtract(long[] a, long[] b, long[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = Flush.out(Flush.in(a[l]) - Flush.in(b[l]));
    }
  }

  private static void multiply(long[] a, long[] b, long[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = Flush.product(Flush.in(a[l]), Flush.in(b[l]));
    }
  }

  private static void divide(long[] a, long[] b, long[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = Flush.quotient(Flush.in(a[l]), Flush.in(b[l]));
    }
  }

  private static void root(long[] a, long[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = Flush.out((float) Math.sqrt(Flush.in(a[l])));
    }
  }

  private static void fma(long[] a, long[] b, long[] c, long[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = Flush.fused(Flush.in(a[l]), Flush.in(b[l]), Flush.in(c[l]));
    }
  }

  private static void fnma(long[] a, long[] b, long[] c, long[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = Flush.fused(-Flush.in(a[l]), Flush.in(b[l]), Flush.in(c[l]));
    }
  }

  private static void min(long[] a, long[] b, long[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = Flush.bits(Flush.in(a[l]) < Flush.in(b[l]) ? a[l] : b[l]);
    }
  }

  private static void max(long[] a, long[] b, long[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = Flush.bits(Flush.in(a[l]) > Flush.in(b[l]) ? a[l] : b[l]);
    }
  }

  private static void round(long[] a, long[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = Flush.out((float) Math.rint(Flush.in(a[l])));
    }
  }

  private static void less(long[] a, long[] b, long[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = Flush.in(a[l]) < Flush.in(b[l]) ? ONES : 0;
    }
  }

  private static void lessEqual(long[] a, long[] b, long[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = Flush.in(a[l]) <= Flush.in(b[l]) ? ONES : 0;
    }
  }

  private static void equal(long[] a, long[] b, long[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = Flush.in(a[l]) == Flush.in(b[l]) ? ONES : 0;
    }
  }

  private static void unordered(long[] a, long[] b, long[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = Float.isNaN(Flush.in(a[l])) || Float.isNaN(Flush.in(b[l])) ? ONES : 0;
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
      out[l] = (int) a[l] < 0 ? b[l] : c[l];
    }
  }

  private static void shiftLeft(long[] a, int shift, long[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = shift < 32 ? (a[l] << shift) & ONES : 0;
    }
  }

  private static void shiftRight(long[] a, int shift, long[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = shift < 32 ? a[l] >>> shift : 0;
    }
  }

  private static void integerAdd(long[] a, long[] b, long[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = (a[l] + b[l]) & ONES;
    }
  }

  private static void integerSubtract(long[] a, long[] b, long[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = (a[l] - b[l]) & ONES;
    }
  }

  private static void convert(long[] a, long[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = Flush.out((float) (int) a[l]);
    }
  }
}
