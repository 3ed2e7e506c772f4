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

  /// Rows that have ended cost nothing once half of them have, and until then at most twice.
  @Test
  void finishedRowsAreRegroupedAway() {
    Counting engine = new Counting();
    Problem problem = MoreGarbowHillstrom.ROSENBROCK.energy().problem().on(engine);
    double[] starts = new double[2 * 64];
    for (int i = 0; i < 64; i++) {
      starts[2 * i] = i == 0 ? -120 : 1; // one far start, 63 at the minimum
      starts[2 * i + 1] = i == 0 ? 100 : 1;
    }
    List<Outcome> outcomes = Lbfgs.standard().solve(problem, starts);
    long asked = outcomes.stream().mapToLong(o -> o.counts().energies()).sum();
    assertThat(outcomes).allMatch(Outcome::converged);
    assertThat(engine.evaluations.get()).isEqualTo(asked);
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
