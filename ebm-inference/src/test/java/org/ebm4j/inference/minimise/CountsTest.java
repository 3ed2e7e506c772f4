package org.ebm4j.inference.minimise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.ebm4j.api.energy.Method;
import org.ebm4j.api.energy.Outcome;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.inference.MoreGarbowHillstrom;
import org.ebm4j.inference.Points;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// An outcome's counts are what the engine was asked for. (A row of a fixed form that has ended
/// stands still in its lane until the call is over; that is not counted.)
class CountsTest {
  static Stream<Method> methods() {
    Stop few = Stop.standard().steps(40);
    return Stream.of(
        Lbfgs.standard(),
        Lbfgs.standard().until(few.evaluations(7)),
        SteepestDescent.standard().until(few),
        GradientDescent.of(.05).until(few),
        Momentum.of(.05).until(few),
        Nesterov.of(.05).until(few),
        Adam.of(.1).until(few));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void countsAreExact(Method method) {
    Counting engine = new Counting();
    Problem problem =
        Points.quadratic(new double[] {1, 4}, new double[] {1, -2}).problem().on(engine);
    Outcome outcome = method.solve(problem, new double[] {5, 5}).getFirst();
    assertThat(outcome.counts().energies()).isEqualTo(engine.evaluations.get());
    assertThat(outcome.counts().gradients()).isEqualTo(engine.evaluations.get());
  }

  /// One start far away, 63 at the minimum.
  private static double[] oneFarStart() {
    double[] starts = new double[2 * 64];
    for (int i = 0; i < 64; i++) {
      starts[2 * i] = i == 0 ? -120 : 1;
      starts[2 * i + 1] = i == 0 ? 100 : 1;
    }
    return starts;
  }

  /// Rows that have ended cost nothing once half of them have, and until then at most twice.
  @Test
  void finishedRowsAreRegroupedAway() {
    Counting engine = new Counting();
    double[] bound = {1e3, 1e3};
    Problem problem =
        MoreGarbowHillstrom.ROSENBROCK
            .energy(new double[] {-1e3, -1e3}, bound)
            .problem()
            .on(engine);
    List<Outcome> outcomes = Lbfgs.standard().solve(problem, oneFarStart());
    long asked = outcomes.stream().mapToLong(o -> o.counts().energies()).sum();
    assertThat(outcomes).allMatch(Outcome::converged);
    assertThat(engine.evaluations.get()).isEqualTo(asked);
  }

  /// In lanes they go on to cost what the smallest run costs that takes the same path.
  @Test
  void finishedLanesAreRegroupedAway() {
    Counting engine = new Counting();
    Problem problem = MoreGarbowHillstrom.ROSENBROCK.energy().problem().on(engine);
    List<Outcome> outcomes = Lbfgs.standard().solve(problem, oneFarStart());
    assertThat(outcomes).allMatch(Outcome::converged);
    long longest = outcomes.getFirst().counts().energies();
    assertThat(outcomes.subList(1, 64)).allMatch(o -> o.counts().energies() == 2);
    assertThat(engine.evaluations.get()).isLessThan(17 * (longest + 16) + 64 * 2);
  }

  @Test
  void gradientDescentStopsAtTheStepAtWhichTheRuleIsMet() {
    // u ← (1 − h)u: after k steps |∇E| = 2⁻ᵏ, which is within 10⁻³ at k = 10
    Problem problem = Points.quadratic(new double[] {1}, new double[] {0}).problem();
    Outcome outcome =
        GradientDescent.of(.5)
            .until(Stop.standard().gradient(1e-3))
            .solve(problem, new double[] {1})
            .getFirst();
    assertThat(outcome.converged()).isTrue();
    assertThat(outcome.counts().steps()).isEqualTo(10);
    assertThat(outcome.counts().energies()).isEqualTo(12); // at 11 points, and once more at the end
    assertThat(outcome.best().point().get(0)).isEqualTo(Math.pow(2, -10));
    assertThat(outcome.reason()).isEqualTo("the gradient's norm 0.000977 is within 0.00100");
  }
}
