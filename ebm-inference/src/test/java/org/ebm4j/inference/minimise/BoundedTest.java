package org.ebm4j.inference.minimise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ebm4j.api.energy.Outcome;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.inference.MoreGarbowHillstrom;
import org.ebm4j.inference.Residuals;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The collection's problems inside boxes [Gay 1984], from x1: four correct digits.
class BoundedTest {
  record Case(Residuals problem, double[] low, double[] high, double minimum) {
    @Override
    public String toString() {
      return problem.name();
    }
  }

  static Case in(Residuals problem, double minimum, double... lowThenHigh) {
    int n = problem.size();
    double[] low = IntStream.range(0, n).mapToDouble(i -> lowThenHigh[i]).toArray();
    double[] high = IntStream.range(0, n).mapToDouble(i -> lowThenHigh[n + i]).toArray();
    return new Case(problem, low, high, minimum);
  }

  static Stream<Case> cases() {
    return Stream.of(
        in(MoreGarbowHillstrom.POWELL_BADLY_SCALED, 1.5125900e-10, 0, 1, 1, 9),
        in(MoreGarbowHillstrom.BROWN_BADLY_SCALED, 784, 0, 3e-5, 1e6, 100),
        in(MoreGarbowHillstrom.BEALE, 0, .6, .5, 10, 100),
        in(MoreGarbowHillstrom.HELICAL_VALLEY, .99042212, -100, -1, -1, .8, 1, 1),
        in(MoreGarbowHillstrom.GAUSSIAN, 1.12793e-8, .398, 1, -.5, 4.2, 2, .1),
        in(MoreGarbowHillstrom.BOX_3D_SHORT, 3.0998153e-6, 0, 5, 0, 2, 9.5, 20),
        in(MoreGarbowHillstrom.POWELL_SINGULAR, 1.8781963e-4, .1, -20, -1, -1, 100, 20, 1, 50),
        in(MoreGarbowHillstrom.WOOD, 1.5567008, -100, -100, -100, -100, 0, 10, 100, 100),
        in(MoreGarbowHillstrom.BROWN_DENNIS, 88860.479, -10, 0, -100, -20, 100, 15, 0, .2));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void reachesTheMinimumInTheBox(Case c) {
    Problem problem = c.problem.energy(c.low, c.high).problem();
    Outcome outcome =
        Lbfgs.standard()
            .until(Stop.standard().gradient(1e-12))
            .solve(problem, c.problem.start())
            .getFirst();
    double energy = outcome.best().energy();
    System.out.printf("%s: %s, E %.9e, %s%n", c, outcome.counts(), energy, outcome.reason());
    assertThat(outcome.converged()).isTrue();
    assertThat(MoreGarbowHillstromTest.digits(energy, c.minimum))
        .as("E = %s at %s", energy, outcome.best().point())
        .isGreaterThanOrEqualTo(4);
    for (int i = 0; i < c.low.length; i++) {
      assertThat(outcome.best().point().get(i)).isBetween(c.low[i], c.high[i]);
    }
  }
}
