package org.ebm4j.inference.minimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.energy.Given;
import org.ebm4j.api.energy.Outcome;
import org.ebm4j.api.energy.Outcome.StoppedEarly.Limit;
import org.ebm4j.api.energy.Outcome.WentWrong.Trouble;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.api.energy.Trace;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.expr.Maths;
import org.ebm4j.api.space.Nothing;
import org.ebm4j.inference.Cancellation;
import org.ebm4j.inference.MoreGarbowHillstrom;
import org.ebm4j.inference.Points;
import org.ebm4j.inference.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every way a search can end, and that the best point survives it.
class EndingTest {
  private static final Stop FOREVER = Stop.standard().gradient(0).steps(Long.MAX_VALUE);

  /// A long way down: Rosenbrock by small steps.
  private static Problem slow() {
    return MoreGarbowHillstrom.ROSENBROCK.energy().problem();
  }

  private static final double[] START = {-1.2, 1};

  static Stream<Minimise> endless() {
    return Stream.of(
        GradientDescent.of(1e-4).until(FOREVER), SteepestDescent.standard().until(FOREVER));
  }

  private static Outcome solve(Minimise method) {
    return method.solve(slow(), START).getFirst();
  }

  private static Limit limit(Outcome outcome) {
    return ((Outcome.StoppedEarly) outcome).limit();
  }

  @ParameterizedTest
  @MethodSource("endless")
  void cancelledFromOutside(Minimise method) {
    Cancellation token = new Cancellation();
    Outcome outcome =
        solve(
            method
                .cancelledBy(token)
                .watched(
                    10,
                    progress -> {
                      token.cancel();
                      return true;
                    }));
    assertThat(limit(outcome)).isEqualTo(Limit.CANCELLED);
    assertThat(outcome.reason()).matches("it was cancelled after [0-9.e-]+ s");
    assertThat(outcome.best().energy()).isLessThan(24.2); // where it began
    assertThat(outcome.counts().steps()).isBetween(5L, 10L);
  }

  @ParameterizedTest
  @MethodSource("endless")
  void interruptedThreadsStayInterrupted(Minimise method) {
    Thread.currentThread().interrupt();
    Outcome outcome = solve(method);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(limit(outcome)).isEqualTo(Limit.CANCELLED);
    assertThat(outcome.best().energy()).isLessThanOrEqualTo(24.2 + 1e-12);
  }

  @ParameterizedTest
  @MethodSource("endless")
  void outOfTime(Minimise method) {
    AtomicLong ticks = new AtomicLong();
    Outcome outcome =
        solve(
            method
                .until(FOREVER.time(Duration.ofMillis(50)))
                .by(() -> ticks.addAndGet(3_000_000))); // every look at the clock takes 3 ms
    assertThat(limit(outcome)).isEqualTo(Limit.TIME);
    assertThat(outcome.reason()).startsWith("the time allowed was used: 0.05");
    assertThat(outcome.counts().steps()).isPositive();
  }

  @ParameterizedTest
  @MethodSource("endless")
  void endedByItsWatcher(Minimise method) {
    List<Progress> seen = new ArrayList<>();
    Outcome outcome =
        solve(
            method.watched(
                7,
                progress -> {
                  seen.add(progress);
                  return seen.size() < 3;
                }));
    assertThat(limit(outcome)).isEqualTo(Limit.CALLBACK);
    assertThat(seen).hasSize(3);
    assertThat(seen).allMatch(p -> p.live() == 1 && p.rows() == 1 && p.energy() <= 24.2 + 1e-12);
    assertThat(seen.get(2).energy()).isLessThan(seen.get(0).energy());
  }

  @Test
  void outOfStepsAndOutOfEvaluations() {
    Outcome steps = solve(GradientDescent.of(1e-4).until(FOREVER.steps(25)));
    assertThat(limit(steps)).isEqualTo(Limit.STEPS);
    assertThat(steps.counts().steps()).isEqualTo(25);
    assertThat(steps.reason()).startsWith("all 25 steps were used; the gradient's norm is ");
    Outcome evaluations = solve(Lbfgs.standard().until(FOREVER.evaluations(9)));
    assertThat(limit(evaluations)).isEqualTo(Limit.STEPS);
    assertThat(evaluations.counts().energies()).isEqualTo(9);
    assertThat(evaluations.reason()).startsWith("all 9 evaluations were used");
  }

  @Test
  void theEnergyHasCeasedToChange() {
    // E after k steps is ½·4⁻ᵏ: the change falls below 10⁻⁴ at k = 7
    Problem problem = Points.quadratic(new double[] {1}, new double[] {0}).problem();
    Stop stop = Stop.standard().gradient(0).change(1e-4).patience(2);
    Outcome outcome =
        GradientDescent.of(.5).until(stop).solve(problem, new double[] {1}).getFirst();
    assertThat(outcome.converged()).isTrue();
    assertThat(outcome.reason())
        .isEqualTo("the energy changed by at most 0.000100 of itself in each of 2 steps");
    assertThat(outcome.counts().steps()).isEqualTo(8);
    Outcome searched = SteepestDescent.standard().until(stop).solve(slow(), START).getFirst();
    assertThat(searched.reason()).startsWith("the energy changed by at most 0.000100");
  }

  @Test
  void roundingHidesFurtherDescent() {
    Problem problem = slow().in(Precision.F32);
    Outcome outcome =
        Lbfgs.standard().until(Stop.standard().gradient(0)).solve(problem, START).getFirst();
    assertThat(outcome.converged()).isTrue();
    assertThat(outcome.best().energy()).isLessThan(1e-10);
  }

  /// √x, falling towards an edge beyond which there is nothing.
  private static Given<Points.Vector, Nothing> cliff() {
    return Energy.over(Points.vectors(1)).plus("root", y -> y.map(SQRT).sum()).in(Precision.F64);
  }

  private static final org.ebm4j.api.graph.Unary SQRT = org.ebm4j.api.graph.Unary.SQRT;

  @Test
  void aStartThatIsNotFinite() {
    for (Minimise method : List.of(GradientDescent.of(.1).loop(), Lbfgs.standard().loop())) {
      List<Outcome> outcomes = method.solve(cliff().problem(), new double[] {-1, 4});
      Outcome.WentWrong wrong = (Outcome.WentWrong) outcomes.getFirst();
      assertThat(wrong.trouble()).isEqualTo(Trouble.NOT_FINITE);
      assertThat(wrong.reason()).isEqualTo("the energy or its gradient is not finite at the start");
      assertThat(wrong.best().point().get(0)).isEqualTo(-1);
      assertThat(wrong.counts().steps()).isZero();
      assertThat(outcomes.get(1).best().energy()).isLessThan(2); // the other row goes its way
    }
  }

  @Test
  void aStepOverTheEdgeKeepsTheBestFinitePoint() {
    Outcome outcome = GradientDescent.of(.5).solve(cliff().problem(), new double[] {1}).getFirst();
    Outcome.WentWrong wrong = (Outcome.WentWrong) outcome;
    assertThat(wrong.trouble()).isEqualTo(Trouble.NOT_FINITE);
    assertThat(wrong.reason())
        .matches("the energy or its gradient stopped being finite after \\d+ steps");
    assertThat(wrong.best().point().get(0)).isBetween(0.0, 1.0);
    assertThat(wrong.best().energy()).isEqualTo(Math.sqrt(wrong.best().point().get(0)));
    assertThat(wrong.best().energy()).isLessThan(1);
  }

  @Test
  void aLineSearchStaysThisSideOfTheEdge() {
    // −ln x + x, with its minimum 1 at 1: a long first step from 30 lands below 0
    Problem problem =
        Energy.over(Points.vectors(1))
            .plus("barrier", y -> y.sum().minus(y.map(org.ebm4j.api.graph.Unary.LOG).sum()))
            .in(Precision.F64)
            .problem();
    Outcome outcome = Lbfgs.standard().solve(problem, new double[] {30}).getFirst();
    assertThat(outcome.converged()).isTrue();
    assertThat(outcome.best().point().get(0)).isCloseTo(1, within(1e-6));
  }

  @Test
  void anEnergyWithoutABottom() {
    Problem problem =
        Energy.over(Points.vectors(1))
            .plus("hill", -1, y -> Maths.sq(y))
            .in(Precision.F64)
            .problem();
    for (Minimise method : List.of(GradientDescent.of(1).loop(), Lbfgs.standard().loop())) {
      Outcome.WentWrong wrong =
          (Outcome.WentWrong) method.solve(problem, new double[] {1}).getFirst();
      assertThat(wrong.trouble()).isEqualTo(Trouble.UNBOUNDED);
      assertThat(wrong.reason()).endsWith("and seems to have no minimum");
      assertThat(wrong.best().energy()).isLessThan(-1e30);
    }
  }

  @Test
  void aGradientThatLies() {
    // the value rises where its derivative, from which half is hidden, says it falls
    Problem problem =
        Energy.over(Points.vectors(1))
            .plus("lie", y -> y.sum().minus(y.sum().times(3).stopGradient()).squared())
            .plus("truth", y -> y.minus(5).sum().negated())
            .in(Precision.F64)
            .problem();
    Outcome outcome = Lbfgs.standard().solve(problem, new double[] {1}).getFirst();
    Outcome.WentWrong wrong = (Outcome.WentWrong) outcome;
    assertThat(wrong.trouble()).isEqualTo(Trouble.NO_DESCENT);
    assertThat(wrong.reason()).startsWith("no step along the gradient lowers the energy");
  }

  @Test
  void theBestPointIsKeptWhereTheLastIsWorse() {
    // a heavy ball swings through the bottom and is stopped on the other side
    Problem problem = Points.quadratic(new double[] {1}, new double[] {0}).problem();
    Outcome outcome =
        new Momentum(.1, .99).until(FOREVER.steps(9)).solve(problem, new double[] {1}).getFirst();
    double u = 1;
    double v = 0;
    double least = .5;
    for (int k = 0; k < 9; k++) {
      v = .99 * v - .1 * u;
      u += v;
      least = Math.min(least, .5 * u * u);
    }
    assertThat(.5 * u * u).isGreaterThan(2 * least);
    assertThat(outcome.best().energy()).isCloseTo(least, within(1e-12));
  }

  @Test
  void startsThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> Lbfgs.standard().solve(slow(), new double[3]))
        .hasMessage(
            "minimise: found 3 start numbers for an unknown of 2 and 1 observations; give the same number of starts for each, row after row");
    assertThatThrownBy(() -> Lbfgs.standard().traced(0))
        .hasMessage("traced: the number of steps should be at least 1, found 0");
  }

  @Test
  void tracesTellStepEnergyAndGradient() {
    Problem problem = Points.quadratic(new double[] {1}, new double[] {0}).problem();
    Outcome outcome =
        GradientDescent.of(.5)
            .until(FOREVER.steps(10))
            .traced(3)
            .solve(problem, new double[] {1})
            .getFirst();
    List<Trace.Entry> entries = outcome.trace().entries();
    assertThat(entries).extracting(Trace.Entry::step).containsExactly(0L, 3L, 6L, 9L);
    for (Trace.Entry entry : entries) {
      assertThat(entry.gradientNorm()).isEqualTo(Math.pow(2, (double) -entry.step()));
      assertThat(entry.energy()).isEqualTo(.5 * Math.pow(4, (double) -entry.step()));
    }
    List<Trace.Entry> searched =
        Lbfgs.standard().traced(5).solve(slow(), START).getFirst().trace().entries();
    assertThat(searched).extracting(Trace.Entry::step).startsWith(0L, 5L, 10L, 15L);
    assertThat(searched)
        .extracting(Trace.Entry::energy)
        .isSortedAccordingTo((a, b) -> Double.compare(b, a));
  }
}
