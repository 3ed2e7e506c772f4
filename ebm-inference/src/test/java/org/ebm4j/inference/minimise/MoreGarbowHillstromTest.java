package org.ebm4j.inference.minimise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.ebm4j.api.energy.Method;
import org.ebm4j.api.energy.Outcome;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.inference.MoreGarbowHillstrom;
import org.ebm4j.inference.Residuals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The collection's problems from x1, 10·x1 and 100·x1: four correct digits of a known minimum.
///
/// Of the 39 searches 35 reach the global minimum. The other four end at local ones that the paper
/// lists: Freudenstein-Roth's from all three starts, and Box 3-D's at x₂ → ∞ from 100·x1.
class MoreGarbowHillstromTest {
  private static final Method METHOD = Lbfgs.standard().until(Stop.standard().gradient(1e-8));

  static Stream<Residuals> problems() {
    return MoreGarbowHillstrom.all().stream();
  }

  static List<Outcome> solve(Residuals residuals, Engine engine) {
    Problem problem = residuals.energy().problem().on(engine);
    int n = residuals.size();
    double[] starts = new double[3 * n];
    for (int row = 0; row < 3; row++) {
      for (int i = 0; i < n; i++) {
        starts[row * n + i] = residuals.start()[i] * Math.pow(10, row);
      }
    }
    return METHOD.solve(problem, starts);
  }

  static double digits(double found, double minimum) {
    return -Math.log10(Math.abs(found - minimum) / (minimum > 0 ? minimum : 1));
  }

  @ParameterizedTest
  @MethodSource("problems")
  void reachesAKnownMinimumFromNearAndFar(Residuals problem) {
    for (Outcome outcome : solve(problem, Engine.best())) {
      double energy = outcome.best().energy();
      System.out.printf(
          "%s: %s, E %.9e, %s%n", problem, outcome.counts(), energy, outcome.reason());
      assertThat(outcome).isInstanceOf(Outcome.Converged.class);
      assertThat(Arrays.stream(problem.minima()).map(m -> digits(energy, m)).max().orElseThrow())
          .as("%s ended at %s with E = %s", problem, outcome.best().point(), energy)
          .isGreaterThanOrEqualTo(4);
    }
  }

  @Test
  void reachesTheGlobalMinimum35TimesOf39() {
    long global =
        problems()
            .mapToLong(problem ->
                solve(problem, Engine.named("reference")).stream()
                    .filter(o -> digits(o.best().energy(), problem.minima()[0]) >= 4)
                    .count())
            .sum();
    assertThat(global).isEqualTo(35);
  }
}
