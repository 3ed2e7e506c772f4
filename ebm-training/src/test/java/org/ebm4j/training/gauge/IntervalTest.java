package org.ebm4j.training.gauge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.ebm4j.api.random.Purpose;
import org.ebm4j.api.random.RandomStream;
import org.junit.jupiter.api.Test;

final class IntervalTest {
  @Test
  void threeRunsByHand() {
    var interval = Interval.of(1, 2, 3);
    assertThat(interval.mean()).isEqualTo(2);
    assertThat(interval.high() - 2).isCloseTo(4.302653 / Math.sqrt(3), within(1e-6));
    assertThat(2 - interval.low()).isCloseTo(4.302653 / Math.sqrt(3), within(1e-6));
    assertThat(interval).hasToString("2.0000 [-0.4841, 4.4841]");
  }

  @Test
  void quantilesBeyondTheTable() {
    assertThat(Interval.t(31)).isCloseTo(2.039513, within(2e-5));
    assertThat(Interval.t(60)).isCloseTo(2.000298, within(2e-5));
    assertThat(Interval.t(120)).isCloseTo(1.979930, within(2e-5));
    assertThat(Interval.t(1_000_000)).isCloseTo(1.959966, within(2e-6));
    for (int v = 1; v < 60; v++) {
      assertThat(Interval.t(v + 1)).isLessThan(Interval.t(v));
    }
  }

  /// How often three normal runs' interval, widened by a factor, covers the truth.
  private static double coverage(double factor) {
    int covered = 0;
    int trials = 10_000;
    double[] runs = new double[3];
    for (int i = 0; i < trials; i++) {
      RandomStream.of(77, Purpose.DATA, i, 0).normals(runs);
      var interval = Interval.of(runs);
      covered += Math.abs(interval.mean()) < factor * (interval.high() - interval.mean()) ? 1 : 0;
    }
    return (double) covered / trials;
  }

  @Test
  void itCoversTheTruthAsOftenAsItSaysAndATwinByTheNormalQuantileDoesNot() {
    assertThat(coverage(1)).isCloseTo(0.95, within(5 * Math.sqrt(0.95 * 0.05 / 10_000)));
    assertThat(coverage(1.959964 / 4.302653)).isLessThan(0.85);
  }

  @Test
  void aboveMeansWithoutOverlap() {
    var low = new Interval(1, 0, 2);
    assertThat(new Interval(4, 3, 5).above(low)).isTrue();
    assertThat(new Interval(3, 2, 4).above(low)).isFalse();
    assertThat(new ProbeScores(new Interval(4, 3, 5), low, low).aboveFloors()).isTrue();
    assertThat(new ProbeScores(new Interval(4, 3, 5), low, new Interval(3, 2, 4)).aboveFloors())
        .isFalse();
    assertThat(ProbeScores.of(new double[] {1, 1}, new double[] {0, 0}, new double[] {0.5, 0.5}))
        .hasToString(
            "probe 1.0000 [1.0000, 1.0000]; random encoder 0.0000 [0.0000, 0.0000], raw input"
                + " 0.5000 [0.5000, 0.5000]");
  }

  @Test
  void oneRunIsNone() {
    assertThatThrownBy(() -> Interval.of(0.9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("interval: needs two or more runs, found 1; repeat with other seeds");
  }
}
