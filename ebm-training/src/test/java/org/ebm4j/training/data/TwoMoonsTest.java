package org.ebm4j.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class TwoMoonsTest {
  private static final TwoMoons MOONS = TwoMoons.standard();

  @Test
  void theDensityIntegratesToOne() {
    assertThat(MOONS.integral((density, log) -> density)).isCloseTo(1, within(1e-6));
    assertThat(TwoMoons.of(0.5).integral((density, log) -> density)).isCloseTo(1, within(1e-6));
    double twin = MOONS.integral((density, log) -> 2 * density); // both moons, no half
    assertThat(Math.abs(twin - 1)).isGreaterThan(0.1);
  }

  @Test
  void theFloorIsItsQuadrature() {
    // computed apart, by midpoints in θ (1500) and in the plane (steps of .0173)
    assertThat(MOONS.expectedLogDensity()).isCloseTo(-1.0075839, within(3e-6));
  }

  @Test
  void theFloorAgreesWithThePublishedSampleMean() {
    double publishedError = 0.005;
    assertThat(MOONS.expectedLogDensity()).isCloseTo(-1.0015, within(2 * publishedError));
  }

  @Test
  void wideNoiseForgetsTheMoons() {
    // At σ = 10 the law is nearly N(mean, σ²I + arcs): compare with the Gaussian of equal moments.
    var blurred = TwoMoons.of(10);
    double arcX = 0.5 + 0.25; // E (cos θ − ½)² = ½ + ¼
    double arcY = 0.5 - 2 * 0.25 * 2 / Math.PI + 0.0625; // E (sin θ − ¼)²
    double gaussian = -Math.log(2 * Math.PI) - 1 - 0.5 * Math.log((100 + arcX) * (100 + arcY));
    assertThat(blurred.expectedLogDensity()).isCloseTo(gaussian, within(1e-4));
  }

  @Test
  void farAwayTheNearestPointOfAnArcDecides() {
    double far = MOONS.logDensity(-0.5, 50); // above the upper moon's centre (−½, −¼)
    double distance = 50.25 - 1;
    assertThat(far / (-distance * distance / (2 * 0.1 * 0.1))).isCloseTo(1, within(1e-3));
    assertThat(MOONS.logDensity(Double.NaN, 0)).isNaN();
  }

  /// Standard errors between the mean log density of n draws (moved by `dx`) and its expectation.
  private static double misfit(int n, long seed, float dx) {
    var points = MOONS.sample(n, seed);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double log = MOONS.logDensity(points.get(i, 0) + dx, points.get(i, 1));
      sum += log;
      squares += log * log;
    }
    double mean = sum / n;
    return (mean - MOONS.expectedLogDensity()) / Math.sqrt((squares / n - mean * mean) / n);
  }

  @Test
  void drawsScoreWhatTheDensityPromisesAndAMovedTwinDoesNot() {
    long seed = LocalDate.now(ZoneOffset.UTC).toEpochDay();
    System.out.println("two moons: seed of the day " + seed);
    double z = misfit(2_000, seed, 0);
    if (Math.abs(z) > 3.3) { // once in a thousand: ask again, with ten times the data
      z = misfit(20_000, ~seed, 0);
    }
    assertThat(Math.abs(z)).as("seed %d", seed).isLessThan(4.4);
    assertThat(misfit(2_000, seed, 0.1f)).isLessThan(-4.4);
  }

  @Test
  void theMoonsAreCentredAndLabelled() {
    var points = MOONS.sample(4_001, 3);
    double x = 0;
    double y = 0;
    int lower = 0;
    for (int i = 0; i < points.size(); i++) {
      x += points.get(i, 0);
      y += points.get(i, 1);
      lower += points.label(i);
      // The upper moon's noise-free points lie above −¼, the lower's below ¼.
      assertThat(points.label(i) == 0 ? points.get(i, 1) : -points.get(i, 1))
          .isGreaterThan(-0.25f - 0.6f);
    }
    assertThat(x / 4_001).isCloseTo(0, within(0.07)); // 5 standard errors of .87/√4001
    assertThat(y / 4_001).isCloseTo(0, within(0.045));
    assertThat(lower).isEqualTo(2_001);
    assertThat(points.labels()).isNotEqualTo(sorted(points.labels()));
  }

  private static int[] sorted(int[] labels) {
    int[] sorted = labels.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  @Test
  void theSeedDecides() {
    assertThat(MOONS.sample(50, 1).values()).isEqualTo(MOONS.sample(50, 1).values());
    assertThat(MOONS.sample(50, 2).values()).isNotEqualTo(MOONS.sample(50, 1).values());
  }

  @Test
  void wrongCallsAreNamed() {
    assertThatThrownBy(() -> TwoMoons.of(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "two moons: the noise must lie between 0.001 and 10 radii, found 0.0; 0.1 is usual");
    assertThatThrownBy(() -> MOONS.sample(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two moons: ask for at least one point, found 0");
    assertThatThrownBy(() -> MOONS.meanLogDensity(Digits.load()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two moons: points have two coordinates, the rows have 64");
  }
}
