package org.ebm4j.kernels.memory;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ebm4j.kernels.asm.Vec.V0;
import static org.ebm4j.kernels.asm.Vec.V1;
import static org.ebm4j.kernels.asm.Vec.V2;
import static org.ebm4j.kernels.asm.Vec.V3;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.ebm4j.kernels.asm.Binary;
import org.ebm4j.kernels.asm.Instruction.Compare;
import org.ebm4j.kernels.asm.Instruction.Round;
import org.ebm4j.kernels.asm.Instruction.Select;
import org.ebm4j.kernels.asm.Predicate;
import org.ebm4j.kernels.asm.Rounding;
import org.ebm4j.kernels.asm.Unary;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Floating-point instructions do what plain Java does, to the bit, with NaN, infinities, −0 and
/// denormals among the operands.
final class FloatInstructionTest {
  static final Set<Binary> SCALAR_CONVERSIONS = EnumSet.of(Binary.VCVTSS2SD, Binary.VCVTSD2SS);

  @BeforeEach
  void runsHere() {
    Emitted.assumeAvailable();
  }

  static Stream<Binary> arithmetic() {
    return Arrays.stream(Binary.values())
        .filter(
            row -> row.name().matches("V(ADD|SUB|MUL|DIV|MIN|MAX|SQRT|FN?M(ADD|SUB)...)[PS][SD]"));
  }

  @ParameterizedTest
  @MethodSource("arithmetic")
  void arithmetic(Binary row) {
    boolean doubles = row.name().endsWith("D");
    new Trial(row.name(), a -> a.op(row, V0, V1, V2), o -> expected(row, o))
        .run(doubles ? Lanes::randomDoubles : Lanes::randomFloats, doubles ? 64 : 32);
  }

  /// The comparison with Java bites: subtraction is not addition.
  @Test
  void aWrongInstructionIsFound() {
    var wrong =
        new Trial("VSUBPS", a -> a.op(Binary.VADDPS, V0, V1, V2), o -> expected(Binary.VSUBPS, o));
    assertThatThrownBy(() -> wrong.run(Lanes::randomFloats, 32))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("VSUBPS of");
  }

  private static Lanes expected(Binary row, Trial.Operands o) {
    String name = row.name().substring(0, row.name().length() - 2);
    boolean scalar = row.name().charAt(row.name().length() - 2) == 'S';
    boolean fused = name.matches("VFN?M.*");
    Lanes above = fused ? o.d() : o.a(); // what a scalar form leaves above lane 0
    if (row.name().endsWith("D")) {
      Lanes all =
          Lanes.ofDoubles(i ->
              scalar && i > 0
                  ? above.d(i)
                  : lane64(name, fused, o.d().d(i), o.a().d(i), o.b().d(i)));
      return scalar ? all.low() : all;
    }
    Lanes all =
        Lanes.ofFloats(i ->
            scalar && i > 0 ? above.f(i) : lane32(name, fused, o.d().f(i), o.a().f(i), o.b().f(i)));
    return scalar ? all.low() : all;
  }

  private static double lane64(String name, boolean fused, double d, double a, double b) {
    if (fused) {
      double[] f = FloatOracle.fused(name, d, a, b);
      return Math.fma(f[0], f[1], f[2]);
    }
    return FloatOracle.binary(name, a, b);
  }

  private static float lane32(String name, boolean fused, float d, float a, float b) {
    if (fused) {
      double[] f = FloatOracle.fused(name, d, a, b);
      return Math.fma((float) f[0], (float) f[1], (float) f[2]);
    }
    return (float) FloatOracle.binary(name, a, b);
  }

  @Test
  void squareRoots() {
    new Trial(
            "VSQRTPS",
            a -> a.op(Unary.VSQRTPS, V0, V2),
            o -> Lanes.ofFloats(i -> (float) Math.sqrt(o.b().f(i))))
        .run(Lanes::randomFloats, 32);
    new Trial(
            "VSQRTPD",
            a -> a.op(Unary.VSQRTPD, V0, V2),
            o -> Lanes.ofDoubles(i -> Math.sqrt(o.b().d(i))))
        .run(Lanes::randomDoubles, 64);
  }

  @ParameterizedTest
  @EnumSource
  void comparisons(Predicate p) {
    new Trial(
            "VCMPPS " + p,
            a -> a.op(Compare.VCMPPS, V0, V1, V2, p),
            o -> Lanes.ofInts(i -> FloatOracle.compare(p, o.a().f(i), o.b().f(i)) ? -1 : 0))
        .run(Lanes::randomFloats, 0);
    new Trial(
            "VCMPPD " + p,
            a -> a.op(Compare.VCMPPD, V0, V1, V2, p),
            o -> Lanes.ofLongs(i -> FloatOracle.compare(p, o.a().d(i), o.b().d(i)) ? -1 : 0))
        .run(Lanes::randomDoubles, 0);
    new Trial(
            "VCMPSS " + p,
            a -> a.op(Compare.VCMPSS, V0, V1, V2, p),
            o ->
                Lanes.ofInts(i ->
                        i > 0
                            ? o.a().i(i)
                            : FloatOracle.compare(p, o.a().f(i), o.b().f(i)) ? -1 : 0)
                    .low())
        .run(Lanes::randomFloats, 0);
    new Trial(
            "VCMPSD " + p,
            a -> a.op(Compare.VCMPSD, V0, V1, V2, p),
            o ->
                Lanes.ofLongs(i ->
                        i > 0
                            ? o.a().l(i)
                            : FloatOracle.compare(p, o.a().d(i), o.b().d(i)) ? -1 : 0)
                    .low())
        .run(Lanes::randomDoubles, 0);
  }

  @ParameterizedTest
  @EnumSource
  void rounding(Rounding r) {
    var f = FloatOracle.rounding(r);
    new Trial(
            "VROUNDPS " + r,
            a -> a.op(Round.VROUNDPS, V0, V2, r),
            o -> Lanes.ofFloats(i -> (float) f.applyAsDouble(o.b().f(i))))
        .run(Lanes::randomFloats, 32);
    new Trial(
            "VROUNDPD " + r,
            a -> a.op(Round.VROUNDPD, V0, V2, r),
            o -> Lanes.ofDoubles(i -> f.applyAsDouble(o.b().d(i))))
        .run(Lanes::randomDoubles, 64);
  }

  @Test
  void conversionsBetweenFloats() {
    new Trial(
            "VCVTPS2PD",
            a -> a.op(Unary.VCVTPS2PD, V0, V2),
            o -> Lanes.ofDoubles(i -> (double) o.b().f(i)))
        .run(Lanes::randomFloats, 64);
    new Trial(
            "VCVTPD2PS",
            a -> a.op(Unary.VCVTPD2PS, V0, V2),
            o -> Lanes.ofFloats(i -> i < 4 ? (float) o.b().d(i) : 0f))
        .run(Lanes::randomDoubles, 32);
    new Trial(
            "VCVTSS2SD",
            a -> a.op(Binary.VCVTSS2SD, V0, V1, V2),
            o -> Lanes.ofDoubles(i -> i == 0 ? (double) o.b().f(0) : o.a().d(i)).low())
        .run(Lanes::randomFloats, 64);
    new Trial(
            "VCVTSD2SS",
            a -> a.op(Binary.VCVTSD2SS, V0, V1, V2),
            o -> Lanes.ofFloats(i -> i == 0 ? (float) o.b().d(0) : o.a().f(i)).low())
        .run(Lanes::randomDoubles, 32);
  }

  @Test
  void conversionsWithIntegers() {
    new Trial(
            "VCVTDQ2PS",
            a -> a.op(Unary.VCVTDQ2PS, V0, V2),
            o -> Lanes.ofFloats(i -> (float) o.b().i(i)))
        .run(Lanes::randomBits, 32);
    new Trial(
            "VCVTDQ2PD",
            a -> a.op(Unary.VCVTDQ2PD, V0, V2),
            o -> Lanes.ofDoubles(i -> (double) o.b().i(i)))
        .run(Lanes::randomBits, 64);
    new Trial(
            "VCVTPS2DQ",
            a -> a.op(Unary.VCVTPS2DQ, V0, V2),
            o -> Lanes.ofInts(i -> toInt(Math.rint(o.b().f(i)))))
        .run(Lanes::randomFloats, 0);
    new Trial(
            "VCVTTPS2DQ",
            a -> a.op(Unary.VCVTTPS2DQ, V0, V2),
            o -> Lanes.ofInts(i -> toInt(towardsZero(o.b().f(i)))))
        .run(Lanes::randomFloats, 0);
    new Trial(
            "VCVTPD2DQ",
            a -> a.op(Unary.VCVTPD2DQ, V0, V2),
            o -> Lanes.ofInts(i -> i < 4 ? toInt(Math.rint(o.b().d(i))) : 0))
        .run(Lanes::randomDoubles, 0);
    new Trial(
            "VCVTTPD2DQ",
            a -> a.op(Unary.VCVTTPD2DQ, V0, V2),
            o -> Lanes.ofInts(i -> i < 4 ? toInt(towardsZero(o.b().d(i))) : 0))
        .run(Lanes::randomDoubles, 0);
  }

  private static double towardsZero(double x) {
    return FloatOracle.rounding(Rounding.ZERO).applyAsDouble(x);
  }

  /// What does not fit, and NaN, becomes the smallest integer: not Java's saturation.
  private static int toInt(double whole) {
    return whole == (int) whole ? (int) whole : Integer.MIN_VALUE;
  }

  @Test
  void selection() {
    new Trial(
            "VBLENDVPS",
            a -> a.op(Select.VBLENDVPS, V0, V1, V2, V3),
            o -> Lanes.ofInts(i -> o.c().i(i) < 0 ? o.b().i(i) : o.a().i(i)))
        .run(Lanes::randomBits, 0);
    new Trial(
            "VBLENDVPD",
            a -> a.op(Select.VBLENDVPD, V0, V1, V2, V3),
            o -> Lanes.ofLongs(i -> o.c().l(i) < 0 ? o.b().l(i) : o.a().l(i)))
        .run(Lanes::randomBits, 0);
  }
}
