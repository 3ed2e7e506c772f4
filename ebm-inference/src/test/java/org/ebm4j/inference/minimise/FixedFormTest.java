package org.ebm4j.inference.minimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ebm4j.api.energy.FixedForm;
import org.ebm4j.api.energy.Outcome;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.api.energy.Slot;
import org.ebm4j.api.energy.StepArguments;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.inference.Points;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each formula against the same step written as plain arithmetic.
class FixedFormTest {
  private static final double[] C = {1, 3};
  private static final double[] M = {.5, -2};

  /// A method as its paper writes it, one number at a time.
  interface Plain {
    double next(double u, double gradient);
  }

  interface PlainMaker {
    Plain make();
  }

  record Case(FixedForm form, PlainMaker plain) {
    @Override
    public String toString() {
      return form.toString();
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case(GradientDescent.of(.1), () -> (u, g) -> u - .1 * g),
        new Case(new Momentum(.1, .8), PlainMomentum::new),
        new Case(new Nesterov(.1, .8), PlainNesterov::new),
        new Case(new Adam(.1, .9, .99, 1e-8), PlainAdam::new));
  }

  private static final class PlainMomentum implements Plain {
    private double v;

    @Override
    public double next(double u, double g) {
      v = .8 * v - .1 * g;
      return u + v;
    }
  }

  /// In the unknown w of the paper; the gradient comes from w + μv, which is the form's u.
  private static final class PlainNesterov implements Plain {
    private double v;

    @Override
    public double next(double u, double g) {
      double w = u - .8 * v;
      v = .8 * v - .1 * g;
      w += v;
      return w + .8 * v;
    }
  }

  private static final class PlainAdam implements Plain {
    private double m;
    private double v;
    private int t;

    @Override
    public double next(double u, double g) {
      t++;
      m = .9 * m + .1 * g;
      v = .99 * v + .01 * g * g;
      double mHat = m / (1 - Math.pow(.9, t));
      double vHat = v / (1 - Math.pow(.99, t));
      return u - .1 * mHat / (Math.sqrt(vHat) + 1e-8);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theFormulaIsTheMethod(Case c) {
    Problem problem = Points.quadratic(C, M).problem();
    try (Run run = problem.step(c.form).start(1, 0)) {
      problem.bind(run);
      c.form.begin(run);
      double[] u = {4, 1};
      run.block("u").set(u);
      Plain[] plain = {c.plain.make(), c.plain.make()};
      for (int step = 0; step < 12; step++) {
        run.step(1);
        for (int i = 0; i < 2; i++) {
          u[i] = plain[i].next(u[i], C[i] * (u[i] - M[i]));
        }
        assertThat(run.block("u").toArray()).containsExactly(u, within(1e-12));
      }
    }
  }

  /// Adam without its bias correction: its first step is too long by (1 − β₁)/√(1 − β₂).
  private record Uncorrected(Adam adam) implements FixedForm {
    @Override
    public List<Slot> slots() {
      return adam.slots();
    }

    @Override
    public Map<String, Double> settings() {
      return adam.settings();
    }

    @Override
    public Next next(StepArguments a) {
      Next next = adam.next(a);
      Expr mean = next.slots().get("mean");
      Expr root = next.slots().get("square").sqrt().plus(a.setting("epsilon"));
      return new Next(a.u().minus(mean.times(a.setting("step")).over(root)), next.slots());
    }
  }

  @Test
  void adamWithoutItsCorrectionIsNotAdam() {
    Adam adam = new Adam(.1, .9, .999, 1e-8);
    assertThat(firstStep(adam)).isCloseTo(.1, within(1e-8));
    assertThat(firstStep(new Uncorrected(adam))).isCloseTo(.1 * .1 / Math.sqrt(.001), within(1e-6));
  }

  private static double firstStep(FixedForm form) {
    Problem problem = Points.quadratic(C, M).problem();
    try (Run run = problem.step(form).start(1, 0)) {
      problem.bind(run);
      form.begin(run);
      run.block("u").set(new double[] {4, 1});
      run.step(1);
      return 4 - run.block("u").toArray()[0];
    }
  }

  static Stream<Minimise> minimisers() {
    return Stream.of(
        GradientDescent.of(.4).loop(),
        new Momentum(.1, .7).loop(),
        new Nesterov(.1, .7).loop(),
        Adam.of(.05).loop(),
        SteepestDescent.standard().loop(),
        Lbfgs.standard().loop());
  }

  @ParameterizedTest
  @MethodSource("minimisers")
  void everyMethodFindsTheBottomOfABowl(Minimise method) {
    for (Precision precision : Precision.values()) {
      Problem problem = Points.quadratic(C, M).problem().in(precision);
      double tolerance = precision == Precision.F32 ? 1e-4 : 1e-7;
      Outcome outcome =
          method
              .until(Stop.standard().gradient(tolerance))
              .solve(problem, new double[] {4, 1})
              .getFirst();
      assertThat(outcome.converged()).as("%s: %s", precision, outcome).isTrue();
      assertThat(outcome.best().point().toArray()).containsExactly(M, within(tolerance));
      assertThat(outcome.best().gradientNorm()).isLessThanOrEqualTo(tolerance);
    }
  }

  @ParameterizedTest
  @MethodSource("minimisers")
  void everyMethodStaysInItsBox(Minimise method) {
    Problem problem =
        Points.quadratic(Points.vectors(2).box(-1, 1), C, M).problem(); // the bottom is at y = −2
    Outcome outcome =
        method.until(Stop.standard().gradient(1e-6)).solve(problem, new double[] {9, 9}).getFirst();
    assertThat(outcome.converged()).as("%s", outcome).isTrue();
    assertThat(outcome.best().point().toArray())
        .containsExactly(new double[] {.5, -1}, within(1e-6));
  }

  @Test
  void settingsThatMeanNothingAreRefused() {
    assertThatThrownBy(() -> GradientDescent.of(-1))
        .hasMessage(
            "GradientDescent: the step should be positive and finite, found -1.0; below 2/curvature, or use SteepestDescent");
    assertThatThrownBy(() -> new Momentum(.1, 1))
        .hasMessage(
            "Momentum: the share of the last step should be at least 0 and below 1, found 1.0; 0.9 is usual");
    assertThatThrownBy(() -> new Nesterov(Double.NaN, .9)).hasMessageContaining("found NaN");
    assertThatThrownBy(() -> new Adam(1e-3, .9, 1.5, 1e-8))
        .hasMessage(
            "Adam: the memory of the squares should be at least 0 and below 1, found 1.5; 0.999 is usual");
    assertThatThrownBy(() -> Lbfgs.standard().memory(0))
        .hasMessage("Lbfgs: it should remember at least 1 step, found 0; 10 is usual");
    assertThatThrownBy(() -> Stop.standard().steps(0))
        .hasMessage("Stop: steps should be at least 1.0, found 0.0");
  }
}
