package org.ebm4j.kernels.elementary;

import org.ebm4j.api.engine.Precision;

/// How a float lies in its bits, and what the reductions need to know of it.
///
/// @param mantissa bits of the fraction
/// @param bias of the exponent
/// @param sign the sign bit
/// @param one the bits of 1
/// @param rootHalf the bits of √½, rounded
/// @param magic 1.5·2^mantissa: added to a small number it leaves the nearest integer in the low
///   bits
/// @param ln2High ln 2 rounded
/// @param ln2Low the rest of ln 2, rounded
record Format(
    int mantissa,
    int bias,
    long sign,
    long one,
    long rootHalf,
    double magic,
    double ln2High,
    double ln2Low) {
  private static final Format SINGLE =
      new Format(
          23, 127, 0x80000000L, 0x3F800000L, 0x3F3504F3L, 0x1.8p23, 0x1.62E430p-1, -0x1.05C610p-29);
  private static final Format DOUBLE =
      new Format(
          52,
          1023,
          0x8000000000000000L,
          0x3FF0000000000000L,
          0x3FE6A09E667F3BCDL,
          0x1.8p52,
          0x1.62E42FEFA39EFp-1,
          0x1.ABC9E3B39803Fp-56);

  static Format of(Precision precision) {
    return precision == Precision.F32 ? SINGLE : DOUBLE;
  }

  /// The bits of every float but its sign.
  long magnitude() {
    return (sign - 1) & (mantissa == 23 ? 0xFFFFFFFFL : -1L);
  }

  /// The bits of the fraction.
  long fraction() {
    return (1L << mantissa) - 1;
  }

  /// The bits of −∞.
  long negativeInfinity() {
    return sign | infinity();
  }

  /// The bits of ∞.
  long infinity() {
    return magnitude() & ~fraction();
  }

  /// The bits of {@code magic}.
  long magicBits() {
    return (bias + mantissa) * (1L << mantissa) + (1L << (mantissa - 1));
  }
}
