package org.ebm4j.kernels.elementary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToIntBiFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.kernels.elementary.Accuracy.Case;
import org.ebm4j.kernels.loop.Primitive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every function within 2 units in the last place of the truth, over its whole range.
@Tag("slow") // the same on every processor, so once is enough
class AccuracyTest {
  private static final double BOUND = 2;

  static List<Case> cases() {
    return Accuracy.CASES;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void singleOnADenseSample(Case function) {
    assertThat(worstSingle(function, function.code(), 20011, 0, 1L << 32))
        .as(function.name())
        .isLessThanOrEqualTo(BOUND);
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("cases")
  void singleOnEveryNumber(Case function) {
    long part = 1L << 26;
    double worst =
        LongStream.range(0, (1L << 32) / part)
            .parallel()
            .mapToDouble(i -> worstSingle(function, function.code(), 1, i * part, (i + 1) * part))
            .max()
            .orElseThrow();
    assertThat(worst).as(function.name()).isLessThanOrEqualTo(BOUND);
  }

  @Test
  void aFunctionFourUnitsOffIsFound() {
    Case exp = Accuracy.CASES.getFirst();
    ToIntBiFunction<Elementary, Integer> off =
        (functions, a) ->
            functions
                .code()
                .apply(Primitive.MUL, functions.exp(a), functions.code().literal(1 + 0x1p-21));
    assertThat(worstSingle(exp, off, 20011, 0, 1L << 32)).isGreaterThan(3);
  }

  private static double worstSingle(
      Case function, ToIntBiFunction<Elementary, Integer> code, long stride, long from, long to) {
    Functions run = Functions.of(Precision.F32, code);
    float[] arguments = new float[Functions.SIZE];
    double worst = 0;
    for (long bits = from; bits < to; ) {
      int n = 0;
      for (; n < Functions.SIZE && bits < to; bits += stride) {
        float argument = Float.intBitsToFloat((int) bits);
        boolean inside = argument >= function.from() && argument <= function.to();
        if (inside || (function.to() > 1 && Float.isNaN(argument))) {
          arguments[n] = argument;
          run.argument(0, n++, argument);
        }
      }
      run.run();
      for (int i = 0; i < n; i++) {
        double exact = function.rough().applyAsDouble(flushed(arguments[i]));
        worst = Math.max(worst, Accuracy.ulps((float) run.result(0, i), exact));
      }
    }
    return worst;
  }

  private static float flushed(float a) {
    return Math.abs(a) < Float.MIN_NORMAL ? Math.copySign(0, a) : a;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void doubleOnEdgesAndDraws(Case function) {
    Functions run = Functions.of(Precision.F64, function.code());
    double[] arguments =
        arguments()
            .filter(a -> hasFiniteTruth(function, a))
            .limit(5_000)
            .mapToDouble(a -> a)
            .toArray();
    double worst = 0;
    double at = 0;
    for (int start = 0; start < arguments.length; start += Functions.SIZE) {
      int n = Math.min(Functions.SIZE, arguments.length - start);
      for (int i = 0; i < n; i++) {
        run.argument(0, i, arguments[start + i]);
      }
      run.run();
      for (int i = 0; i < n; i++) {
        double argument = arguments[start + i];
        double error = Accuracy.ulps(run.result(0, i), function.truth().apply(argument));
        at = error > worst ? argument : at;
        worst = Math.max(worst, error);
      }
    }
    assertThat(worst).as("%s(%s)", function.name(), at).isLessThanOrEqualTo(BOUND);
  }

  private static boolean hasFiniteTruth(Case function, double a) {
    double rough = function.rough().applyAsDouble(a);
    return a >= function.from() && a <= function.to() && Double.isFinite(rough) && rough != 0;
  }

  /// Numbers of every size and sign, numbers of the size where things happen, and the neighbours of
  /// edges.
  private static Stream<Double> arguments() {
    SplittableRandom random = new SplittableRandom(7);
    Stream<Double> edges =
        Stream.of(
                Double.MIN_VALUE,
                Double.MIN_NORMAL,
                0x1p-60,
                0x1p-27,
                0.125,
                0.25,
                0.375,
                0.5,
                0.625,
                0.75,
                1.0,
                Math.sqrt(0.5),
                Math.sqrt(2),
                Math.log(2) / 2,
                Math.log(3) / 2,
                19.1,
                35.0,
                36.7,
                708.4,
                709.782712893384,
                745.13,
                0x1p1023)
            .flatMap(a -> Stream.of(Math.nextDown(a), a, Math.nextUp(a)))
            .flatMap(a -> Stream.of(a, -a));
    Stream<Double> drawn =
        Stream.generate(() ->
            switch (random.nextInt(4)) {
              case 0 -> Double.longBitsToDouble(random.nextLong());
              case 1 -> random.nextDouble(-750, 750);
              case 2 -> random.nextDouble(-20, 20);
              default -> random.nextDouble(-1, 1);
            });
    return Stream.concat(edges, drawn);
  }
}
