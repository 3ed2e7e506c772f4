package org.ebm4j.kernels.elementary;

import static org.ebm4j.kernels.loop.Primitive.AND;
import static org.ebm4j.kernels.loop.Primitive.BLEND;
import static org.ebm4j.kernels.loop.Primitive.FMA;
import static org.ebm4j.kernels.loop.Primitive.FNMA;
import static org.ebm4j.kernels.loop.Primitive.MUL;
import static org.ebm4j.kernels.loop.Primitive.SHIFT_LEFT;
import static org.ebm4j.kernels.loop.Primitive.SUB;
import static org.ebm4j.kernels.loop.Primitive.XOR;

import org.ebm4j.api.engine.Precision;

/// cos 2πu and sin 2πu for 0 ≤ u ≤ 1.
///
/// u = k/4 + f with k the nearest integer, exactly, so |f| ≤ ⅛. Two polynomials give C = cos 2πf
/// and S = sin 2πf; the quarter k says which of them is the cosine and which signs they take:
///
/// | k mod 4 | 0 | 1 | 2 | 3 |
/// |---|---|---|---|---|
/// | cos 2πu | C | −S | −C | S |
/// | sin 2πu | S | C | −S | −C |
///
/// Adding the magic number to 4u leaves k in the low bits: its last bit exchanges, the one above it
/// is the sine's sign, and both together the cosine's.
final class Turns {
  /// sin(2πf)/f in f² on |f| ≤ ⅛, leaving 2⁻²⁵, which is what 2π rounded leaves.
  private static final double[] SIN_SINGLE = {
    0x1.921fb6p+2, -0x1.4abc24p+5, 0x1.4680a4p+6, -0x1.33198ep+6
  };

  /// sin(2πf)/f in f² on |f| ≤ ⅛, leaving 2⁻⁵⁴, which is what 2π rounded leaves.
  private static final double[] SIN_DOUBLE = {
    0x1.921fb54442d18p+2,
    -0x1.4abbce625be41p+5,
    0x1.466bc67758700p+6,
    -0x1.32d2cce2d5362p+6,
    0x1.50782fca38277p+5,
    -0x1.e300639f3d70bp+3,
    0x1.e3eed5663287fp+1
  };

  /// cos 2πf in f² on |f| ≤ ⅛, leaving 2⁻³¹.
  private static final double[] COS_SINGLE = {
    1, -0x1.3bd3ccp+4, 0x1.03c1b0p+6, -0x1.55b2b6p+6, 0x1.d4f7eep+5
  };

  /// cos 2πf in f² on |f| ≤ ⅛, leaving 2⁻⁵⁵.
  private static final double[] COS_DOUBLE = {
    1,
    -0x1.3bd3cc9be45dep+4,
    0x1.03c1f081b5ab4p+6,
    -0x1.55d3c7e3c9ab5p+6,
    0x1.e1f5068412cbap+5,
    -0x1.a6d1ecf2432aap+4,
    0x1.f9cc8ffac1a38p+2,
    -0x1.b2793d9ae96e4p+0
  };

  private final CodeBuilder code;
  private final Format format;
  private final boolean single;

  Turns(CodeBuilder code) {
    this.code = code;
    this.format = Format.of(code.precision());
    this.single = code.precision() == Precision.F32;
  }

  /// @param exchange top bit set where k is odd
  /// @param negative top bit set where k mod 4 is 2 or 3
  private record Quarter(int cos, int sin, int exchange, int negative) {}

  int cos(int u) {
    Quarter q = quarter(u);
    int size = code.apply(BLEND, q.exchange, q.sin, q.cos);
    return signed(size, code.apply(XOR, q.exchange, q.negative));
  }

  int sin(int u) {
    Quarter q = quarter(u);
    return signed(code.apply(BLEND, q.exchange, q.cos, q.sin), q.negative);
  }

  private Quarter quarter(int u) {
    int magic = code.literal(format.magic());
    int k = code.apply(FMA, u, code.literal(4), magic);
    int f = code.apply(FNMA, code.apply(SUB, k, magic), code.literal(0.25), u);
    int square = code.apply(MUL, f, f);
    int cos = Polynomial.at(code, square, single ? COS_SINGLE : COS_DOUBLE);
    int sin = code.apply(MUL, f, Polynomial.at(code, square, single ? SIN_SINGLE : SIN_DOUBLE));
    int top = single ? 31 : 63;
    return new Quarter(
        cos, sin, code.shift(SHIFT_LEFT, k, top), code.shift(SHIFT_LEFT, k, top - 1));
  }

  private int signed(int size, int negative) {
    return code.apply(XOR, size, code.apply(AND, negative, code.bits(format.sign())));
  }
}
