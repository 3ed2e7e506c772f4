package org.ebm4j.kernels.plain;

import java.math.BigDecimal;

/// Arithmetic in f32 on zero-extended bits with denormals flushed, as SSE does it under FTZ and
/// DAZ: an operand with exponent field 0 is zero of its sign, and so is a result that is below
/// 2⁻¹²⁶ after rounding to 24 bits with an unbounded exponent.
///
/// Java rounds tiny results to a multiple of 2⁻¹⁴⁹ instead, which can reach 2⁻¹²⁶ from below where
/// the hardware's rounding does not; results of exactly 2⁻¹²⁶ are therefore looked at again.
public final class Flush {
  private static final float LEAST = Float.MIN_NORMAL;

  /// Exact results from here up round to 2⁻¹²⁶ when 24 bits are kept.
  private static final double EDGE = 0x1p-126 - 0x1p-151;

  private Flush() {}

  /// The bits of a number, or of zero with its sign where it is denormal.
  public static long bits(long bits) {
    return (bits & 0x7F800000L) == 0 ? bits & 0x80000000L : bits;
  }

  public static float in(long bits) {
    float number = Float.intBitsToFloat((int) bits);
    return Math.abs(number) < LEAST ? number * 0 : number;
  }

  public static long out(float value) {
    return bits(Integer.toUnsignedLong(Float.floatToRawIntBits(value)));
  }

  public static long product(float a, float b) {
    float product = a * b;
    if (Math.abs(product) == LEAST && Math.abs((double) a * b) < EDGE) {
      return zero(product);
    }
    return out(product);
  }

  public static long quotient(float a, float b) {
    float quotient = a / b;
    if (Math.abs(quotient) == LEAST && Math.abs(a) < EDGE * Math.abs(b)) {
      return zero(quotient);
    }
    return out(quotient);
  }

  public static long fused(float a, float b, float c) {
    float result = Math.fma(a, b, c);
    return Math.abs(result) > LEAST
        ? Integer.toUnsignedLong(Float.floatToRawIntBits(result))
        : small(result, a, b, c);
  }

  /// As {@link #fused}, where the result may have to be flushed or is NaN.
  private static long small(float result, float a, float b, float c) {
    if (Math.abs(result) == LEAST && exact(a, b, c).compareTo(new BigDecimal(EDGE)) < 0) {
      return zero(result);
    }
    return out(result);
  }

  private static BigDecimal exact(float a, float b, float c) {
    return new BigDecimal((double) a * b).add(new BigDecimal(c)).abs();
  }

  private static long zero(float signed) {
    return Float.floatToRawIntBits(signed) & 0x80000000L;
  }
}
