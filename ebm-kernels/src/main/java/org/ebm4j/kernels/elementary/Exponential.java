package org.ebm4j.kernels.elementary;

import static org.ebm4j.kernels.loop.Primitive.ADD;
import static org.ebm4j.kernels.loop.Primitive.AND;
import static org.ebm4j.kernels.loop.Primitive.FMA;
import static org.ebm4j.kernels.loop.Primitive.FNMA;
import static org.ebm4j.kernels.loop.Primitive.INT_SUB;
import static org.ebm4j.kernels.loop.Primitive.MAX;
import static org.ebm4j.kernels.loop.Primitive.MIN;
import static org.ebm4j.kernels.loop.Primitive.MUL;
import static org.ebm4j.kernels.loop.Primitive.OR;
import static org.ebm4j.kernels.loop.Primitive.SHIFT_LEFT;
import static org.ebm4j.kernels.loop.Primitive.SHIFT_RIGHT;
import static org.ebm4j.kernels.loop.Primitive.SUB;

import org.ebm4j.api.engine.Precision;

/// eˣ and what is made of it.
///
/// x = k·ln 2 + r with k the nearest integer, so |r| ≤ ½ ln 2 and eˣ = 2ᵏ·eʳ. Adding the magic
/// number and a bias to x·log₂e leaves k in the low bits, which a shift turns into the bits of 2ᵏ.
/// The difference x − k·ln 2 is taken in two parts, the first of them exact. Bounds are put on x
/// only where the result has long become 0 or ∞.
///
/// Source: [Cody & Waite 1980, ch. 6]; the coefficients are our own.
final class Exponential {
  /// (eʳ − 1)/r on |r| ≤ ½ ln 2, leaving 2⁻²⁶ of eʳ.
  private static final double[] SINGLE = {
    1, 0x1.ffffacp-2, 0x1.5554b0p-3, 0x1.559bc8p-5, 0x1.1227b4p-7, 0x1.384dccp-10
  };

  /// (eʳ − 1)/r on |r| ≤ ½ ln 2, leaving 2⁻⁵⁶ of eʳ.
  private static final double[] DOUBLE = {
    1,
    0x1.000000000000bp-1,
    0x1.55555555554b3p-3,
    0x1.5555555550135p-5,
    0x1.111111112fa3ap-7,
    0x1.6c16c1857031dp-10,
    0x1.a01a01115aa6cp-13,
    0x1.a0199720652ddp-16,
    0x1.71df495abeb83p-19,
    0x1.28afcffa9e0b2p-22,
    0x1.ad592df6ed3b4p-26
  };

  /// (eʳ − 1 − r)/r² on |r| ≤ ½ ln 2, leaving 2⁻²⁶ of eʳ − 1.
  private static final double[] SINGLE_MINUS_ONE = {
    0x1.fffffep-2, 0x1.5554aap-3, 0x1.55579ap-5, 0x1.122c36p-7, 0x1.6ac074p-10
  };

  /// (eʳ − 1 − r)/r² on |r| ≤ ½ ln 2, leaving 2⁻⁵⁹ of eʳ − 1.
  private static final double[] DOUBLE_MINUS_ONE = {
    0.5,
    0x1.5555555555559p-3,
    0x1.555555555553ep-5,
    0x1.111111110f6c5p-7,
    0x1.6c16c16c1f0dcp-10,
    0x1.a01a01afdd7d0p-13,
    0x1.a01a017bb2d71p-16,
    0x1.71ddf863ebfa0p-19,
    0x1.27e5363ed28fap-22,
    0x1.af5ea7eefa3cdp-26,
    0x1.1ee88e9c83a2ep-29
  };

  private static final double LOG2E = 0x1.71547652b82fep0;

  private final CodeBuilder code;
  private final Format format;
  private final boolean single;

  Exponential(CodeBuilder code) {
    this.code = code;
    this.format = Format.of(code.precision());
    this.single = code.precision() == Precision.F32;
  }

  /// @param k the integer with a bias, in the low bits
  /// @param r what is left
  private record Reduced(int k, int r) {}

  private Reduced reduce(int x, int bias) {
    int shifted = code.literal(format.magic() + bias);
    int k = code.apply(FMA, x, code.literal(LOG2E), shifted);
    int whole = code.apply(SUB, k, shifted);
    int r = code.apply(FNMA, whole, code.literal(format.ln2High()), x);
    return new Reduced(k, code.apply(FNMA, whole, code.literal(format.ln2Low()), r));
  }

  /// eˣ. In F32 it is 0 below √2·2⁻¹²⁶.
  int exp(int x) {
    int bounded = code.apply(MIN, code.literal(single ? 89 : 710), x);
    // F32: 2eʳ·2ᵏ⁻¹, for 2¹²⁸ is no number but eʳ below 1 may go with it
    return single ? scaled(atLeast(-87.5, bounded), 2) : halves(atLeast(-746, bounded));
  }

  /// e^−|x|.
  int decay(int x) {
    int negative = code.apply(OR, x, code.bits(format.sign()));
    return single ? scaled(atLeast(-87.9, negative), 1) : halves(atLeast(-746, negative));
  }

  /// ½(e^2|x| − 1) = ½(2ᵏ − 1) + ½·2ᵏ(eʳ − 1); above 2⁴⁹ (2¹⁰⁰ in F64) it stays there.
  int halfTwiceMinusOne(int x) {
    int size = code.apply(AND, code.apply(ADD, x, x), code.bits(format.magnitude()));
    int bounded = code.apply(MIN, code.literal(single ? 35 : 70), size);
    Reduced reduced = reduce(bounded, format.bias() - 1);
    int scale = code.shift(SHIFT_LEFT, reduced.k, format.mantissa());
    int square = code.apply(MUL, reduced.r, reduced.r);
    int tail = Polynomial.at(code, reduced.r, single ? SINGLE_MINUS_ONE : DOUBLE_MINUS_ONE);
    int minusOne = code.apply(FMA, square, tail, reduced.r);
    return code.apply(FMA, scale, minusOne, code.apply(SUB, scale, code.literal(0.5)));
  }

  private int atLeast(double bound, int x) {
    return code.apply(MAX, code.literal(bound), x);
  }

  /// factor·eʳ · 2ᵏ/factor in one multiplication; 2ᵏ/factor is 0 at the least k.
  private int scaled(int x, int factor) {
    Reduced reduced = reduce(x, format.bias() - (factor - 1));
    int scale = code.shift(SHIFT_LEFT, reduced.k, format.mantissa());
    return code.apply(MUL, power(reduced.r, factor), scale);
  }

  /// eʳ·2^⌊k/2⌋·2^⌈k/2⌉: only the last multiplication rounds, also where the result is denormal.
  private int halves(int x) {
    Reduced reduced = reduce(x, 2 * format.bias());
    int half = code.shift(SHIFT_RIGHT, reduced.k, 1);
    int rest = code.apply(INT_SUB, reduced.k, half);
    int scaled =
        code.apply(MUL, power(reduced.r, 1), code.shift(SHIFT_LEFT, half, format.mantissa()));
    return code.apply(MUL, scaled, code.shift(SHIFT_LEFT, rest, format.mantissa()));
  }

  private int power(int r, int factor) {
    double[] coefficients = Polynomial.scaled(factor, single ? SINGLE : DOUBLE);
    return code.apply(FMA, Polynomial.at(code, r, coefficients), r, code.literal(factor));
  }
}
