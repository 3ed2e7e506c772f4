package org.ebm4j.kernels.plain;

import static java.lang.Double.doubleToRawLongBits;
import static java.lang.Double.longBitsToDouble;

import org.ebm4j.kernels.loop.Primitive;

/// The primitives on the bits of f64 numbers, lane by lane. Outputs may be operands.
final class Primitives64 {
  private Primitives64() {}

  /// Applies a primitive to the first {@code n} lanes.
  ///
  /// @param b ignored where there is no such operand, like {@code c}
  /// @param shift counts bits for the shifts
  /// @param out overwritten
  static void apply(
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
      out[l] = sum(a[l], b[l]);
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
      out[l] = fused(a[l], b[l], c[l]);
    }
  }

  private static void fnma(long[] a, long[] b, long[] c, long[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = fused(a[l] ^ Long.MIN_VALUE, b[l], c[l]);
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
      out[l] = longBitsToDouble(a[l]) < longBitsToDouble(b[l]) ? -1 : 0;
    }
  }

  private static void lessEqual(long[] a, long[] b, long[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = longBitsToDouble(a[l]) <= longBitsToDouble(b[l]) ? -1 : 0;
    }
  }

  private static void equal(long[] a, long[] b, long[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = longBitsToDouble(a[l]) == longBitsToDouble(b[l]) ? -1 : 0;
    }
  }

  private static void unordered(long[] a, long[] b, long[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] =
          Double.isNaN(longBitsToDouble(a[l])) || Double.isNaN(longBitsToDouble(b[l])) ? -1 : 0;
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

  /// a·b + c, rounded once.
  static long fused(long a, long b, long c) {
    return doubleToRawLongBits(
        Math.fma(longBitsToDouble(a), longBitsToDouble(b), longBitsToDouble(c)));
  }

  static long sum(long a, long b) {
    return doubleToRawLongBits(longBitsToDouble(a) + longBitsToDouble(b));
  }

  /// The larger, acc of two equal ones; NaN if either is.
  static long larger(long acc, long a) {
    double x = longBitsToDouble(acc);
    double y = longBitsToDouble(a);
    return Double.isNaN(y) || y > x ? a : acc;
  }
}
