package org.ebm4j.inference.search;

import static java.lang.Math.PI;
import static java.lang.Math.cos;
import static java.lang.Math.pow;
import static java.lang.Math.sin;
import static java.lang.Math.sqrt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.ebm4j.inference.search.LineSearch.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The six functions of the line search's paper, each from the four first steps 10⁻³, 10⁻¹, 10,
/// 10³, with the conditions used there [Moré & Thuente 1994, §5].
class MoreThuenteTest {
  /// @param evaluations from each of the first steps, as the paper's tables list them
  record Case(
      String name,
      DoubleUnaryOperator f,
      DoubleUnaryOperator df,
      StrongWolfe rule,
      List<Integer> evaluations) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case(
            "first",
            a -> -a / (a * a + 2),
            a -> (a * a - 2) / pow(a * a + 2, 2),
            new StrongWolfe(.001, .1),
            List.of(6, 3, 1, 4)),
        new Case(
            "second",
            a -> pow(a + .004, 5) - 2 * pow(a + .004, 4),
            a -> 5 * pow(a + .004, 4) - 8 * pow(a + .004, 3),
            new StrongWolfe(.1, .1),
            List.of(12, 8, 8, 11)),
        new Case(
            "third",
            MoreThuenteTest::third,
            MoreThuenteTest::thirdSlope,
            new StrongWolfe(.1, .1),
            List.of(12, 12, 10, 13)),
        yanai("fourth", .001, .001, List.of(4, 1, 3, 4)),
        yanai("fifth", .01, .001, List.of(6, 3, 7, 8)),
        yanai("sixth", .001, .01, List.of(13, 11, 8, 11)));
  }

  private static final double BETA = .01;
  private static final double L = 39;

  private static double third(double a) {
    double base =
        a <= 1 - BETA ? 1 - a : a >= 1 + BETA ? a - 1 : pow(a - 1, 2) / (2 * BETA) + BETA / 2;
    return base + 2 * (1 - BETA) / (L * PI) * sin(L * PI / 2 * a);
  }

  private static double thirdSlope(double a) {
    double base = a <= 1 - BETA ? -1 : a >= 1 + BETA ? 1 : (a - 1) / BETA;
    return base + (1 - BETA) * cos(L * PI / 2 * a);
  }

  private static Case yanai(String name, double b1, double b2, List<Integer> evaluations) {
    double g1 = sqrt(1 + b1 * b1) - b1;
    double g2 = sqrt(1 + b2 * b2) - b2;
    return new Case(
        name,
        a -> g1 * sqrt(pow(1 - a, 2) + b2 * b2) + g2 * sqrt(a * a + b1 * b1),
        a -> g1 * (a - 1) / sqrt(pow(1 - a, 2) + b2 * b2) + g2 * a / sqrt(a * a + b1 * b1),
        new StrongWolfe(.001, .001),
        evaluations);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void findsAStepThatMeetsBothConditionsFromAnyFirstStep(Case c) {
    double f0 = c.f.applyAsDouble(0);
    double df0 = c.df.applyAsDouble(0);
    List<Integer> counts = new ArrayList<>();
    for (double first : new double[] {1e-3, 1e-1, 1e1, 1e3}) {
      LineSearch search = c.rule.along(new Line(f0, df0, first, Double.POSITIVE_INFINITY, 0));
      int evaluations = 0;
      Verdict verdict;
      double alpha;
      do {
        alpha = search.trial();
        verdict = search.see(c.f.applyAsDouble(alpha), c.df.applyAsDouble(alpha));
        evaluations++;
      } while (verdict == Verdict.AGAIN);
      assertThat(verdict).isEqualTo(Verdict.MET);
      assertThat(c.f.applyAsDouble(alpha))
          .isLessThanOrEqualTo(f0 + c.rule.decrease() * alpha * df0);
      assertThat(Math.abs(c.df.applyAsDouble(alpha)))
          .isLessThanOrEqualTo(c.rule.curvature() * Math.abs(df0));
      counts.add(evaluations);
    }
    assertThat(counts).isEqualTo(c.evaluations);
  }

  @Test
  void stopsAtTheLongestStepWhereTheEnergyStillFalls() {
    LineSearch search = StrongWolfe.standard().along(new Line(0, -1, 1, 3, 0));
    Verdict verdict = search.see(-1, -1); // φ(α) = −α
    while (verdict == Verdict.AGAIN) {
      verdict = search.see(-search.trial(), -1);
    }
    assertThat(verdict).isEqualTo(Verdict.LONGEST);
    assertThat(search.trial()).isEqualTo(3);
  }

  @Test
  void retreatsFromWhereTheEnergyIsNotANumber() {
    DoubleUnaryOperator f = a -> a < .3 ? pow(a - .2, 2) : Double.NaN;
    LineSearch search =
        new StrongWolfe(1e-4, .1).along(new Line(.04, -.4, 1, Double.POSITIVE_INFINITY, 0));
    Verdict verdict = Verdict.AGAIN;
    double alpha = 0;
    while (verdict == Verdict.AGAIN) {
      alpha = search.trial();
      verdict = search.see(f.applyAsDouble(alpha), alpha < .3 ? 2 * (alpha - .2) : Double.NaN);
    }
    assertThat(verdict).isEqualTo(Verdict.MET);
    assertThat(alpha).isBetween(.15, .25);
  }

  @Test
  void failsWhereTheSlopeIsALie() {
    LineSearch search = StrongWolfe.standard().along(new Line(0, -1, 1, 10, 1e-16));
    Verdict verdict = Verdict.AGAIN;
    for (int i = 0; verdict == Verdict.AGAIN && i < 1000; i++) {
      verdict = search.see(search.trial(), 1); // rises, though φ′(0) = −1
    }
    assertThat(verdict).isEqualTo(Verdict.FAILED);
  }

  @Test
  void acceptsAFlatSlopeWithinRounding() {
    LineSearch search = StrongWolfe.standard().along(new Line(1, -1e-20, 1, 10, 1e-15));
    assertThat(search.see(1 + 4e-16, 1e-21)).isEqualTo(Verdict.MET_WITHIN_ROUNDING);
  }

  @Test
  void conditionsThatMeanNothingAreRefused() {
    assertThatThrownBy(() -> new StrongWolfe(.5, .1))
        .hasMessageStartingWith(
            "strong Wolfe: the decrease asked for should lie between 0.0 and 0.1")
        .hasMessageEndingWith("found 0.5");
    assertThatThrownBy(() -> new StrongWolfe(.1, 1))
        .hasMessage("strong Wolfe: the slope allowed should lie between 0.0 and 1.0, found 1.0");
    assertThatThrownBy(() -> new Armijo(0))
        .hasMessage("Armijo: the decrease asked for should lie between 0.0 and 1.0, found 0.0");
  }
}
