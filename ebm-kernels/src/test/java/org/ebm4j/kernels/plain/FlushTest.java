package org.ebm4j.kernels.plain;

import static org.assertj.core.api.Assertions.assertThat;

import org.ebm4j.kernels.loop.Primitive;
import org.junit.jupiter.api.Test;

/// Denormals as a processor treats them that flushes operands and results.
class FlushTest {
  private static final int DENORMAL = 5;
  private static final int MINUS = 0x80000000;
  private static final int LEAST = 0x00800000; // 2⁻¹²⁶

  private static int apply(Primitive primitive, int a, int b, int c) {
    long[] out = new long[1];
    new Arithmetic32().apply(primitive, 0, row(a), row(b), row(c), out, 1);
    assertThat(out[0]).isBetween(0L, 0xFFFFFFFFL);
    return (int) out[0];
  }

  private static long[] row(int bits) {
    return new long[] {Integer.toUnsignedLong(bits)};
  }

  private static int bits(float a) {
    return Float.floatToRawIntBits(a);
  }

  @Test
  void denormalOperandsAreZerosOfTheirSign() {
    int one = bits(1);
    assertThat(apply(Primitive.ADD, DENORMAL, DENORMAL, 0)).isZero();
    assertThat(apply(Primitive.MUL, DENORMAL | MINUS, bits(0x1p100f), 0)).isEqualTo(MINUS);
    assertThat(apply(Primitive.DIV, one, DENORMAL, 0)).isEqualTo(bits(Float.POSITIVE_INFINITY));
    assertThat(apply(Primitive.FMA, DENORMAL, bits(0x1p127f), one)).isEqualTo(one);
    assertThat(apply(Primitive.SQRT, DENORMAL | MINUS, 0, 0)).isEqualTo(MINUS);
    assertThat(apply(Primitive.ROUND, DENORMAL | MINUS, 0, 0)).isEqualTo(MINUS);
    assertThat(apply(Primitive.MIN, DENORMAL, one, 0)).isZero();
    assertThat(apply(Primitive.MAX, DENORMAL, MINUS, 0)).isEqualTo(MINUS); // equal: the second
    assertThat(apply(Primitive.LESS, 0, DENORMAL, 0)).isZero();
    assertThat(apply(Primitive.EQUAL, 0, DENORMAL, 0)).isEqualTo(-1);
  }

  @Test
  void bitOperationsKeepDenormals() {
    assertThat(apply(Primitive.OR, DENORMAL, MINUS, 0)).isEqualTo(DENORMAL | MINUS);
    assertThat(apply(Primitive.BLEND, MINUS, DENORMAL, 0)).isEqualTo(DENORMAL);
    assertThat(apply(Primitive.INT_ADD, DENORMAL, DENORMAL, 0)).isEqualTo(2 * DENORMAL);
  }

  @Test
  void aResultIsFlushedWhenItIsTinyAfterRoundingTo24Bits() {
    int nearlyOne = bits(Math.nextDown(1f)); // 1 − 2⁻²⁴: the product has 24 bits and is tiny
    assertThat(apply(Primitive.MUL, nearlyOne, LEAST, 0)).isZero();
    assertThat(apply(Primitive.MUL, nearlyOne | MINUS, LEAST, 0)).isEqualTo(MINUS);
    // (1 + 2⁻²³)(1 − 2⁻²³) = 1 − 2⁻⁴⁶ rounds to 1
    int above = bits(Math.nextUp(1f) * 0x1p-63f);
    int below = bits((1 - 0x1p-23f) * 0x1p-63f);
    assertThat(apply(Primitive.MUL, above, below, 0)).isEqualTo(LEAST);
    assertThat(apply(Primitive.FMA, above, below, 0)).isEqualTo(LEAST);
    assertThat(apply(Primitive.FNMA, above, below, 0)).isEqualTo(LEAST | MINUS);
    // (1 + 2000·2⁻²³)(1 − 4000·2⁻²⁴) = 1 − .95·2⁻²⁴ is tiny at 24 bits, though as a multiple of
    // 2⁻¹⁴⁹ it rounds up to 2⁻¹²⁶
    int over = bits((1 + 2000 * 0x1p-23f) * 0x1p-63f);
    int under = bits((1 - 4000 * 0x1p-24f) * 0x1p-63f);
    float inJava = Float.intBitsToFloat(over) * Float.intBitsToFloat(under);
    assertThat(inJava).isEqualTo(Float.MIN_NORMAL);
    assertThat(apply(Primitive.MUL, over, under, 0)).isZero();
    assertThat(apply(Primitive.FMA, over, under, 0)).isZero();
  }

  @Test
  void quotientsAtTheEdge() {
    assertThat(apply(Primitive.DIV, LEAST, bits(1), 0)).isEqualTo(LEAST);
    assertThat(apply(Primitive.DIV, LEAST, bits(Math.nextUp(1f)), 0)).isZero();
    assertThat(apply(Primitive.DIV, LEAST + 1, bits(Math.nextUp(1f)), 0)).isEqualTo(LEAST);
  }

  @Test
  void doublesUnderflowGradually() {
    long[] out = new long[1];
    long[] half = {Double.doubleToRawLongBits(.5)};
    long[] least = {Double.doubleToRawLongBits(Double.MIN_NORMAL)};
    new Arithmetic64().apply(Primitive.MUL, 0, half, least, least, out, 1);
    assertThat(Double.longBitsToDouble(out[0])).isEqualTo(Double.MIN_NORMAL / 2);
  }
}
