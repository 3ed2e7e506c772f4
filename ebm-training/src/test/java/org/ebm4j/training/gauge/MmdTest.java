package org.ebm4j.training.gauge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.ebm4j.api.random.Purpose;
import org.ebm4j.api.random.RandomStream;
import org.ebm4j.training.data.Dataset;
import org.ebm4j.training.data.TwoMoons;
import org.junit.jupiter.api.Test;

final class MmdTest {
  /// Points by a formula that any language computes alike.
  private static Dataset formula(int n, int d, int a, int b) {
    float[] values = new float[n * d];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < d; k++) {
        values[i * d + k] = (i * a + k * b + i * i * (k + 1)) % 17 / 8f - 1;
      }
    }
    return Dataset.of(values, d);
  }

  @Test
  void agreesWithThePythonPeersDefinition() { // worked out apart, in NumPy
    var x = formula(7, 3, 3, 5);
    var y = formula(6, 3, 4, 2);
    assertThat(Mmd.squared(x, y)).isCloseTo(-0.0834499289700541, within(1e-14));
    assertThat(Mmd.medianBandwidth(x, y)).isCloseTo(1.6105123408406408, within(1e-15));
    assertThat(Mmd.squared(x, y, 0.5)).isCloseTo(-0.1270346160816422, within(1e-14));
    assertThat(Mmd.squared(formula(8, 2, 3, 5), formula(5, 2, 7, 1)))
        .isCloseTo(-0.05990642898369103, within(1e-14));
  }

  @Test
  void identicalSetsAreBelowZeroByAKnownAmount() {
    var x = formula(9, 2, 3, 5);
    double h = 0.8;
    double sum = 0;
    for (int i = 0; i < 9; i++) {
      for (int j = 0; j < 9; j++) {
        double dx = x.get(i, 0) - x.get(j, 0);
        double dy = x.get(i, 1) - x.get(j, 1);
        sum += i == j ? 0 : Math.exp(-(dx * dx + dy * dy) / (2 * h * h));
      }
    }
    assertThat(Mmd.squared(x, x, h)).isCloseTo(-2.0 / 9 * (1 - sum / 72), within(1e-15));
  }

  @Test
  void theOrderOfSetsAndPointsDoesNotMatter() {
    var x = formula(7, 3, 3, 5);
    var y = formula(6, 3, 4, 2);
    assertThat(Mmd.squared(y, x)).isCloseTo(Mmd.squared(x, y), within(1e-15));
    assertThat(Mmd.squared(x.select(6, 0, 5, 1, 4, 2, 3), y))
        .isCloseTo(Mmd.squared(x, y), within(1e-15));
  }

  /// Mean and standard error over many pairs of small samples of one law; `diagonal` adds the terms
  /// i = j that the unbiased estimator leaves out.
  private static double standardErrorsFromZero(boolean diagonal) {
    int trials = 2_000;
    int n = 5;
    double[] values = new double[trials];
    for (int t = 0; t < trials; t++) {
      double unbiased =
          Mmd.squared(Clouds.normal(n, 1, 2L * t), Clouds.normal(n, 1, 2L * t + 1), 1);
      if (diagonal) { // (n(n−1)·U + n)/n² for each of the two sums
        double inside =
            kernelMean(Clouds.normal(n, 1, 2L * t)) + kernelMean(Clouds.normal(n, 1, 2L * t + 1));
        unbiased += 2.0 / n - inside / n;
      }
      values[t] = unbiased;
    }
    return Rows.mean(values) / Math.sqrt(Rows.variance(values) / trials);
  }

  private static double kernelMean(Dataset x) {
    double sum = 0;
    int n = x.size();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double off = x.get(i, 0) - x.get(j, 0);
        sum += i == j ? 0 : Math.exp(-off * off / 2);
      }
    }
    return sum / (n * (n - 1));
  }

  @Test
  void itIsUnbiasedAndATwinWithTheDiagonalIsNot() {
    assertThat(Math.abs(standardErrorsFromZero(false))).isLessThan(3.3);
    assertThat(standardErrorsFromZero(true)).isGreaterThan(20);
  }

  @Test
  void freshMoonsAreAtTheFloorAndMovedOnesAreNot() {
    var a = TwoMoons.standard().sample(800, 1);
    var b = TwoMoons.standard().sample(800, 2);
    assertThat(Math.abs(Mmd.squared(a, b))).isLessThan(0.003);
    assertThat(Mmd.squared(a, b.rescaled(0, 1, 0.3, 1.3))).isGreaterThan(0.01);
  }

  @Test
  void theMedianIsTheLowerMiddleOne() {
    for (int n : new int[] {1, 2, 3, 4, 7, 100, 101}) {
      double[] values = new double[n];
      RandomStream.of(n, Purpose.DATA, 0, 0).uniforms(values);
      values[n / 2] = 0;
      values[n - 1] *= 1e300;
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      assertThat(Mmd.lowerMedian(values)).isEqualTo(sorted[(n - 1) / 2]);
    }
  }

  @Test
  void numbersThatAreNotFiniteGiveNaN() {
    var x = formula(4, 1, 3, 5);
    for (float bad : new float[] {Float.NaN, Float.NEGATIVE_INFINITY}) {
      var y = Dataset.of(new float[] {1, 2, bad}, 1);
      assertThat(Mmd.squared(x, y)).isNaN();
      assertThat(Mmd.squared(y, x, 1)).isNaN();
    }
  }

  @Test
  void wrongCallsAreNamed() {
    var x = formula(4, 2, 3, 5);
    refused(
        () -> Mmd.squared(x, x.select(0)),
        "mmd: needs at least 2 rows, found 1; give it a larger batch");
    refused(() -> Mmd.squared(x, x, 0), "mmd: the bandwidth must be positive, found 0.0");
    refused(
        () -> Mmd.squared(x, formula(4, 1, 3, 5)),
        "mmd: points of 2 and of 1 coordinates cannot be compared; give both samples in the same"
            + " space");
    refused(
        () -> Mmd.squared(Clouds.constant(3, 1), Clouds.constant(3, 1)),
        "mmd: the median distance is 0, as half of the pairs or more coincide; give a bandwidth");
    refused(
        () -> Mmd.squared(Clouds.constant(30_000, 1), Clouds.constant(20_000, 1)),
        "mmd: 30000 and 20000 points make too many pairs; take at most 40000 together, a few"
            + " thousand each suffice");
  }

  private static void refused(Runnable call, String sentence) {
    assertThatThrownBy(call::run).isInstanceOf(IllegalArgumentException.class).hasMessage(sentence);
  }
}
