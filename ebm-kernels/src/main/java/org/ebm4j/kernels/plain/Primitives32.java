package org.ebm4j.kernels.plain;

import static java.lang.Float.floatToRawIntBits;

import org.ebm4j.kernels.loop.Primitive;

/// The primitives on the bits of f32 numbers, lane by lane. Outputs may be operands.
final class Primitives32 {
  private Primitives32() {}

  /// Applies a primitive to the first {@code n} lanes.
  ///
  /// @param b ignored where there is no such operand, like {@code c}
  /// @param shift counts bits for the shifts
  /// @param out overwritten
  static void apply(Primitive primitive, int shift, int[] a, int[] b, int[] c, int[] out, int n) {
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

  private static void add(int[] a, int[] b, int[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = sum(a[l], b[l]);
    }
  }

  private static void subtract(int[] a, int[] b, int[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = Flush.out(Flush.in(a[l]) - Flush.in(b[l]));
    }
  }

  private static void multiply(int[] a, int[] b, int[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = Flush.product(Flush.in(a[l]), Flush.in(b[l]));
    }
  }

  private static void divide(int[] a, int[] b, int[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = Flush.quotient(Flush.in(a[l]), Flush.in(b[l]));
    }
  }

  private static void root(int[] a, int[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = floatToRawIntBits((float) Math.sqrt(Flush.in(a[l])));
    }
  }

  private static void fma(int[] a, int[] b, int[] c, int[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = fused(a[l], b[l], c[l]);
    }
  }

  private static void fnma(int[] a, int[] b, int[] c, int[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = fused(a[l] ^ Integer.MIN_VALUE, b[l], c[l]);
    }
  }

  private static void min(int[] a, int[] b, int[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = Flush.bits(Flush.in(a[l]) < Flush.in(b[l]) ? a[l] : b[l]);
    }
  }

  private static void max(int[] a, int[] b, int[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = Flush.bits(Flush.in(a[l]) > Flush.in(b[l]) ? a[l] : b[l]);
    }
  }

  private static void round(int[] a, int[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = floatToRawIntBits((float) Math.rint(Flush.in(a[l])));
    }
  }

  private static void less(int[] a, int[] b, int[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = Flush.in(a[l]) < Flush.in(b[l]) ? -1 : 0;
    }
  }

  private static void lessEqual(int[] a, int[] b, int[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = Flush.in(a[l]) <= Flush.in(b[l]) ? -1 : 0;
    }
  }

  private static void equal(int[] a, int[] b, int[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = Flush.in(a[l]) == Flush.in(b[l]) ? -1 : 0;
    }
  }

  private static void unordered(int[] a, int[] b, int[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = Float.isNaN(Flush.in(a[l])) || Float.isNaN(Flush.in(b[l])) ? -1 : 0;
    }
  }

  private static void and(int[] a, int[] b, int[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = a[l] & b[l];
    }
  }

  private static void andNot(int[] a, int[] b, int[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = ~a[l] & b[l];
    }
  }

  private static void or(int[] a, int[] b, int[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = a[l] | b[l];
    }
  }

  private static void xor(int[] a, int[] b, int[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = a[l] ^ b[l];
    }
  }

  private static void blend(int[] a, int[] b, int[] c, int[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = a[l] < 0 ? b[l] : c[l];
    }
  }

  private static void shiftLeft(int[] a, int shift, int[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = shift < 32 ? a[l] << shift : 0;
    }
  }

  private static void shiftRight(int[] a, int shift, int[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = shift < 32 ? a[l] >>> shift : 0;
    }
  }

  private static void integerAdd(int[] a, int[] b, int[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = a[l] + b[l];
    }
  }

  private static void integerSubtract(int[] a, int[] b, int[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = a[l] - b[l];
    }
  }

  private static void convert(int[] a, int[] out, int n) {
    for (int l = 0; l < n; l++) {
      out[l] = floatToRawIntBits((float) a[l]);
    }
  }

  /// a·b + c, rounded once.
  static int fused(int a, int b, int c) {
    return Flush.fused(Flush.in(a), Flush.in(b), Flush.in(c));
  }

  static int sum(int a, int b) {
    return Flush.out(Flush.in(a) + Flush.in(b));
  }

  /// The larger, acc of two equal ones; NaN if either is.
  static int larger(int acc, int a) {
    float x = Flush.in(acc);
    float y = Flush.in(a);
    return Flush.bits(Float.isNaN(y) || y > x ? a : acc);
  }
}
