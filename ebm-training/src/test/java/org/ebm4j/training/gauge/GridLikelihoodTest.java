package org.ebm4j.training.gauge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.ebm4j.training.data.Dataset;
import org.ebm4j.training.data.TwoMoons;
import org.junit.jupiter.api.Test;

final class GridLikelihoodTest {
  private static double[] gaussian(Dataset points, double offset) {
    double[] energies = new double[points.size()];
    for (int i = 0; i < energies.length; i++) {
      double x = points.get(i, 0);
      double y = points.get(i, 1);
      energies[i] = (x * x + y * y) / 2 + offset;
    }
    return energies;
  }

  private static double[] moons(Dataset points) {
    double[] energies = new double[points.size()];
    for (int i = 0; i < energies.length; i++) {
      energies[i] = -TwoMoons.standard().logDensity(points.get(i, 0), points.get(i, 1));
    }
    return energies;
  }

  @Test
  void theGaussiansConstantIsLogTwoPi() {
    var grid = new GridLikelihood(-8, 8, 100);
    assertThat(grid.logZ(gaussian(grid.points(), 0)))
        .isCloseTo(Math.log(2 * Math.PI), within(1e-6));
  }

  @Test
  void aConstantAddedToTheEnergyCancelsEvenALargeOne() {
    var grid = new GridLikelihood(-8, 8, 100);
    var points = Dataset.of(new float[] {0, 0, 1, 1}, 2);
    for (double offset : new double[] {0, -2000, 2000}) {
      double score =
          grid.meanLogLikelihood(gaussian(grid.points(), offset), gaussian(points, offset));
      assertThat(score).isCloseTo(-0.5 - Math.log(2 * Math.PI), within(1e-6));
    }
    double twin = // exp before the maximum is taken out
        Math.log(Arrays.stream(gaussian(grid.points(), 2000)).map(e -> Math.exp(-e)).sum());
    assertThat(twin).isInfinite();
  }

  @Test
  void theTrueMoonsScoreTheirOwnFloor() {
    var grid = new GridLikelihood(-4, 4, 200);
    var test = TwoMoons.standard().sample(500, 5);
    assertThat(grid.meanLogLikelihood(moons(grid.points()), moons(test)))
        .isCloseTo(TwoMoons.standard().meanLogDensity(test), within(1e-4));
  }

  @Test
  void theStandardGridIsThePeers() {
    var points = GridLikelihood.standard().points();
    assertThat(points.size()).isEqualTo(160_000);
    assertThat(points.row(0)).containsExactly(-4, -4);
    assertThat(points.row(1)).containsExactly(-4, (float) (-4 + 8 / 399.0));
    assertThat(points.row(159_999)).containsExactly(4, 4);
  }

  @Test
  void extremeEnergiesCountAsTheyShould() {
    var grid = new GridLikelihood(0, 1, 2);
    double inf = Double.POSITIVE_INFINITY;
    assertThat(grid.logZ(new double[] {0, 0, 0, 0})).isCloseTo(Math.log(4), within(1e-15));
    assertThat(grid.logZ(new double[] {0, inf, inf, inf})).isZero();
    assertThat(grid.logZ(new double[] {inf, inf, inf, inf})).isEqualTo(-inf);
    assertThat(grid.logZ(new double[] {-inf, 0, 0, 0})).isEqualTo(inf);
    assertThat(grid.logZ(new double[] {0, Double.NaN, 0, 0})).isNaN();
    assertThat(grid.meanLogLikelihood(new double[4], new double[] {inf})).isEqualTo(-inf);
  }

  @Test
  void wrongCallsAreNamed() {
    var grid = new GridLikelihood(0, 1, 2);
    refused(
        () -> grid.logZ(new double[3]),
        "grid likelihood: the grid has 4 points, found 3 energies; give one a point, in the order"
            + " of points()");
    refused(
        () -> grid.meanLogLikelihood(new double[4], new double[0]),
        "grid likelihood: there is no point to score");
    refused(
        () -> new GridLikelihood(1, 1, 5),
        "grid likelihood: cannot lay 5 points a side on [1.0, 1.0]; give low < high and 2 to 10000"
            + " points");
  }

  private static void refused(Runnable call, String sentence) {
    assertThatThrownBy(call::run).isInstanceOf(IllegalArgumentException.class).hasMessage(sentence);
  }
}
