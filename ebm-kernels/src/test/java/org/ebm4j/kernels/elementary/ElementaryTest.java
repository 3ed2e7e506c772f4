package org.ebm4j.kernels.elementary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.graph.Binary;
import org.ebm4j.api.graph.Unary;
import org.ebm4j.kernels.loop.Code;
import org.ebm4j.kernels.loop.Primitive;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What functions do with ±0, ±∞, NaN and ties.
class ElementaryTest {
  private static final double NAN = Double.NaN;
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final Double ZERO = 0.0; // boxed: compared with its sign
  private static final Double MINUS_ZERO = -0.0;
  private static final double[] SPECIAL = {
    0.0, -0.0, 1, -1, 0.5, -0.5, 3, -7.25, 100, -100, INFINITY, -INFINITY, NAN
  };

  @ParameterizedTest
  @EnumSource
  void mapsAgreeWithTheirMeaningOnSpecialNumbers(Precision precision) {
    for (Unary function : Unary.values()) {
      Functions run = Functions.of(precision, (functions, a) -> functions.map(function, a));
      for (double a : SPECIAL) {
        double tolerance = precision == Precision.F32 ? 0x1p-22 : 0x1p-51;
        assertSame(
            run.at(a), rounded(precision, function.at(a)), tolerance, function + "(" + a + ")");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void zipsAgreeWithTheirMeaningOnSpecialNumbers(Precision precision) {
    for (Binary function : Binary.values()) {
      Functions run =
          new Functions(
              precision,
              2,
              1,
              false,
              (functions, a) -> new int[] {functions.zip(function, a[0], a[1])});
      for (double a : SPECIAL) {
        for (double b : SPECIAL) {
          double tolerance = precision == Precision.F32 ? 0x1p-23 : 0;
          assertSame(
              run.at(a, b),
              rounded(precision, function.at(a, b)),
              tolerance,
              a + " " + function + " " + b);
        }
      }
    }
  }

  private static double rounded(Precision precision, double a) {
    return precision == Precision.F32 ? (float) a : a;
  }

  private static void assertSame(double found, double wanted, double relative, String what) {
    if (Double.isNaN(wanted) || Double.isInfinite(wanted)) {
      assertThat(found).as(what).isEqualTo(Double.valueOf(wanted));
    } else {
      double floor = 0x1p-125; // f32 flushes to zero
      assertThat(Math.abs(found - wanted))
          .as(what)
          .isLessThanOrEqualTo(Math.max(floor, relative * Math.abs(wanted)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void signsOfZeroStay(Precision precision) {
    for (Unary function : List.of(Unary.TANH, Unary.SIGN, Unary.RELU, Unary.SQRT)) {
      Functions run = Functions.of(precision, (functions, a) -> functions.map(function, a));
      assertThat(run.at(-0.0)).as(function.name()).isEqualTo(MINUS_ZERO);
      assertThat(run.at(0.0)).as(function.name()).isEqualTo(ZERO);
    }
    Functions negate = Functions.of(precision, Elementary::negate);
    assertThat(negate.at(0.0)).isEqualTo(MINUS_ZERO);
    Functions abs = Functions.of(precision, Elementary::abs);
    assertThat(abs.at(-0.0)).isEqualTo(ZERO);
  }

  @ParameterizedTest
  @EnumSource
  void theFirstOfTwoEqualNumbersWins(Precision precision) {
    for (Binary function : List.of(Binary.MIN, Binary.MAX)) {
      Functions run =
          new Functions(
              precision,
              2,
              1,
              false,
              (functions, a) -> new int[] {functions.zip(function, a[0], a[1])});
      assertThat(run.at(0.0, -0.0)).as(function.name()).isEqualTo(ZERO);
      assertThat(run.at(-0.0, 0.0)).as(function.name()).isEqualTo(MINUS_ZERO);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whereChoosesAndPassesNan(Precision precision) {
    Functions run =
        new Functions(
            precision,
            3,
            1,
            false,
            (functions, a) -> new int[] {functions.where(a[0], a[1], a[2])});
    assertThat(run.at(1, 2, 3)).isEqualTo(2);
    assertThat(run.at(-0.25, 2, 3)).isEqualTo(2);
    assertThat(run.at(0, 2, 3)).isEqualTo(3);
    assertThat(run.at(-0.0, 2, 3)).isEqualTo(3);
    assertThat(run.at(NAN, 2, 3)).isNaN();
    assertThat(run.at(1, 2, NAN)).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void whereTakesTheMaskOfAComparisonMadeForIt(Precision precision) {
    CodeBuilder code = new CodeBuilder(precision);
    Elementary functions = new Elementary(code);
    int a = code.literal(1);
    int b = code.literal(2);
    int chosen = functions.where(functions.less(a, b), a, b);
    assertThat(code.at(chosen)).isInstanceOf(Code.Apply.class);
    Code.Apply blend = (Code.Apply) code.at(chosen);
    assertThat(blend.primitive()).isEqualTo(Primitive.BLEND);
    assertThat(((Code.Apply) code.at(blend.a())).primitive()).isEqualTo(Primitive.LESS);
    Functions run =
        new Functions(
            precision, 4, 1, false, (f, x) -> new int[] {f.where(f.less(x[0], x[1]), x[2], x[3])});
    assertThat(run.at(1, 2, 3, 4)).isEqualTo(3);
    assertThat(run.at(2, 1, 3, 4)).isEqualTo(4);
    assertThat(run.at(NAN, 1, 3, 4)).isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource
  void functionsOfOneArgumentShareWhatTheyHaveInCommon(Precision precision) {
    int softplus = applied(precision, Unary.SOFTPLUS);
    int sigmoid = applied(precision, Unary.SIGMOID);
    int both = applied(precision, Unary.SOFTPLUS, Unary.SIGMOID);
    assertThat(both).isLessThanOrEqualTo(softplus + 6);
    assertThat(softplus + 6).isLessThan(softplus + sigmoid);
  }

  private static int applied(Precision precision, Unary... functions) {
    CodeBuilder code = new CodeBuilder(precision);
    int a = code.literal(0.25);
    for (Unary function : functions) {
      new Elementary(code).map(function, a);
    }
    return (int) code.code().stream().filter(Code.Apply.class::isInstance).count();
  }
}
