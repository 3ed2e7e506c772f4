package org.ebm4j.kernels.elementary;

import static org.ebm4j.kernels.loop.Primitive.ADD;
import static org.ebm4j.kernels.loop.Primitive.AND;
import static org.ebm4j.kernels.loop.Primitive.BLEND;
import static org.ebm4j.kernels.loop.Primitive.DIV;
import static org.ebm4j.kernels.loop.Primitive.FMA;
import static org.ebm4j.kernels.loop.Primitive.INT_ADD;
import static org.ebm4j.kernels.loop.Primitive.LESS;
import static org.ebm4j.kernels.loop.Primitive.MUL;
import static org.ebm4j.kernels.loop.Primitive.OR;
import static org.ebm4j.kernels.loop.Primitive.SHIFT_RIGHT;
import static org.ebm4j.kernels.loop.Primitive.SUB;

import org.ebm4j.api.engine.Precision;

/// ln x and ln(1 + x).
///
/// x = 2ᵏ(1 + f) with √½ ≤ 1 + f < √2; integer arithmetic on the bits finds k and f. Then in F32
///
///     ln(1 + f) = f + f²·Q(f)
///
/// and in F64, with s = f/(2 + f) and h = ½f²,
///
///     ln(1 + f) = 2 artanh s = f − h + s·(h + s²·R(s²))
///
/// where the large part f − h carries next to no error.
///
/// Source: [Ng, Sun Microsystems 1993, e_log.c] for the second form; the coefficients are our own.
final class Logarithm {
  /// (ln(1 + f) − f)/f² on [√½ − 1, √2 − 1], leaving 2⁻²⁷ of ln(1 + f).
  private static final double[] SINGLE = {
    -0x1.fffff8p-2,
    0x1.555550p-2,
    -0x1.000426p-2,
    0x1.99a3f2p-3,
    -0x1.54276ep-3,
    0x1.2271a0p-3,
    -0x1.0f376cp-3,
    0x1.084858p-3,
    -0x1.382ff0p-4
  };

  /// (2 artanh s − 2s)/s³ in s² on |s| ≤ 3 − 2√2, leaving 2⁻⁵⁹ of 2 artanh s.
  private static final double[] DOUBLE = {
    0x1.555555555557fp-1,
    0x1.9999999984b6bp-2,
    0x1.2492493e6ad38p-2,
    0x1.c71c5480f34e8p-3,
    0x1.7465cbcfea444p-3,
    0x1.39ac405f74e2dp-3,
    0x1.2ea3c3abf6c66p-3
  };

  /// (ln(1 + x) − x)/x² on [0, 1], leaving 2⁻²⁷ of ln(1 + x).
  private static final double[] SINGLE_UNIT = {
    -0x1.fffff0p-2,
    0x1.5550aep-2,
    -0x1.ff57e8p-3,
    0x1.943a0cp-3,
    -0x1.3cb312p-3,
    0x1.bc3deep-4,
    -0x1.e47d6ap-5,
    0x1.56c45cp-6,
    -0x1.c5fd8ap-9
  };

  /// (2 artanh s − 2s)/s³ in s² on 0 ≤ s ≤ ⅓, leaving 2⁻⁵⁹ of 2 artanh s.
  private static final double[] DOUBLE_UNIT = {
    0x1.5555555555549p-1,
    0x1.999999999dc43p-2,
    0x1.24924921a2132p-2,
    0x1.c71c73a924b14p-3,
    0x1.745cc1f856f24p-3,
    0x1.3b1cd021648b2p-3,
    0x1.107444dc5576bp-3,
    0x1.ef21ee3b826e1p-4,
    0x1.5896a0ebad8afp-4,
    0x1.59f48bd6c952bp-3
  };

  /// Brings every denormal to a normal number.
  private static final int LIFT = 54;

  private final CodeBuilder code;
  private final Format format;
  private final boolean single;

  Logarithm(CodeBuilder code) {
    this.code = code;
    this.format = Format.of(code.precision());
    this.single = code.precision() == Precision.F32;
  }

  /// ln x: −∞ at ±0, NaN below.
  int log(int x) {
    int least = code.literal(Math.scalb(1.0, 1 - format.bias()));
    int small = code.apply(LESS, x, least);
    int value = single ? ofNormal(x, format.bias()) : ofLifted(x, small);
    int upper = code.apply(LESS, x, code.bits(format.infinity()));
    int finite = code.apply(BLEND, upper, value, x); // ∞ and NaN are their own
    int zero = code.literal(0);
    int isZero = single ? small : code.apply(org.ebm4j.kernels.loop.Primitive.EQUAL, x, zero);
    int orPole = code.apply(BLEND, isZero, code.bits(format.negativeInfinity()), finite);
    return code.apply(OR, orPole, code.apply(LESS, x, zero)); // a mask of ones is NaN
  }

  /// ln x for a positive, finite, normal x.
  int ofNormal(int x) {
    return ofNormal(x, format.bias());
  }

  private int ofLifted(int x, int small) {
    int lifted =
        code.apply(BLEND, small, code.apply(MUL, x, code.literal(Math.scalb(1.0, LIFT))), x);
    double bias = format.magic() + format.bias();
    int shift = code.apply(BLEND, small, code.literal(bias + LIFT), code.literal(bias));
    return of(lifted, shift);
  }

  private int ofNormal(int x, int bias) {
    return of(x, code.literal(format.magic() + bias));
  }

  /// @param bias what the exponent's field exceeds k by, plus the magic number
  private int of(int x, int bias) {
    int rootHalf = code.bits(format.rootHalf());
    int moved = code.apply(INT_ADD, x, code.bits(format.one() - format.rootHalf()));
    int field = code.shift(SHIFT_RIGHT, moved, format.mantissa());
    int k = code.apply(SUB, code.apply(OR, field, code.bits(format.magicBits())), bias);
    int fraction = code.apply(AND, moved, code.bits(format.fraction()));
    int f = code.apply(SUB, code.apply(INT_ADD, fraction, rootHalf), code.literal(1));
    if (single) {
      return code.apply(FMA, k, code.literal(format.ln2High()), polynomial(f, SINGLE));
    }
    int low = code.apply(MUL, k, code.literal(format.ln2Low()));
    return code.apply(FMA, k, code.literal(format.ln2High()), quotient(f, low, DOUBLE));
  }

  /// ln(1 + x) for 0 ≤ x ≤ 1.
  int log1p(int x) {
    return single ? polynomial(x, SINGLE_UNIT) : quotient(x, code.literal(0), DOUBLE_UNIT);
  }

  private int polynomial(int f, double[] q) {
    return code.apply(FMA, code.apply(MUL, f, f), Polynomial.at(code, f, q), f);
  }

  /// ln(1 + f) plus a small number.
  private int quotient(int f, int low, double[] r) {
    int s = code.apply(DIV, f, code.apply(ADD, f, code.literal(2)));
    int square = code.apply(MUL, s, s);
    int half = code.apply(MUL, code.apply(MUL, f, code.literal(0.5)), f);
    int inner = code.apply(FMA, square, Polynomial.at(code, square, r), half);
    int correction = code.apply(FMA, s, inner, low);
    return code.apply(SUB, f, code.apply(SUB, half, correction));
  }
}
