package org.ebm4j.training.gauge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.ebm4j.api.random.Purpose;
import org.ebm4j.api.random.RandomStream;
import org.ebm4j.training.data.Dataset;
import org.ebm4j.training.data.Digits;
import org.ebm4j.training.data.Split;
import org.junit.jupiter.api.Test;

final class LinearProbeTest {
  private static final Split DIGITS = Digits.unit().split(0.25, 1);

  @Test
  void rawPixelsOfDigitsReadWell() {
    double[] accuracy = new double[3];
    for (int seed = 0; seed < 3; seed++) {
      var split = Digits.unit().split(0.25, seed);
      var probe = LinearProbe.fit(split.train());
      assertThat(probe.converged()).isTrue();
      accuracy[seed] = probe.accuracy(split.test());
      assertThat(probe.accuracy(split.train())).isGreaterThan(0.99);
    }
    assertThat(Interval.of(accuracy).mean()).isBetween(0.945, 0.985);
  }

  @Test
  void labelsWithoutMeaningAreNotRead() {
    int[] labels = DIGITS.train().labels();
    int[] order = RandomStream.of(3, Purpose.SHUFFLE, 0, 0).permutation(labels.length);
    int[] mixed = Arrays.stream(order).map(i -> labels[i]).toArray();
    var probe = LinearProbe.fit(DIGITS.train().withLabels(mixed));
    assertThat(probe.accuracy(DIGITS.test())).isLessThan(0.2);
  }

  @Test
  void theGradientIsTheFunctions() {
    double[][] columns = {{0.5, -1, 2, 0.25}, {1, 0, -0.5, -2}};
    var loss = new SoftmaxLoss(columns, new int[] {0, 2, 1, 2}, 3, 0.3);
    double[] x = {0.2, -0.4, 0.1, 0.7, -0.3, 0.5, 0.05, -0.6, 0.9};
    double[] gradient = new double[x.length];
    loss.at(x, gradient);
    double[] ignored = new double[x.length];
    for (int k = 0; k < x.length; k++) {
      double[] up = x.clone();
      double[] down = x.clone();
      up[k] += 1e-5;
      down[k] -= 1e-5;
      double slope = (loss.at(up, ignored) - loss.at(down, ignored)) / 2e-5;
      assertThat(gradient[k]).isCloseTo(slope, within(1e-9));
    }
  }

  @Test
  void aCaseInClosedForm() {
    // Two points ±1: the weights are (−w, w) with σ(−2w) = λw.
    double penalty = 0.1;
    var loss = new SoftmaxLoss(new double[][] {{-1, 1}}, new int[] {0, 1}, 2, penalty);
    double[] x = new double[4];
    assertThat(new LimitedMemoryBfgs().minimise(loss, x, 1e-12, 100)).isTrue();
    double low = 0;
    double high = 10;
    for (int k = 0; k < 100; k++) {
      double w = (low + high) / 2;
      boolean below = 1 / (1 + Math.exp(2 * w)) > penalty * w;
      low = below ? w : low;
      high = below ? high : w;
    }
    assertThat(x).containsExactly(new double[] {-low, low, 0, 0}, within(1e-10));
  }

  @Test
  void unitsOfAFeatureDoNotMatter() {
    float[] values = DIGITS.train().values();
    float[] tests = DIGITS.test().values();
    for (int k = 0; k < values.length; k++) {
      values[k] = values[k] * (1 << ((k % 64) / 8)) + 1;
    }
    for (int k = 0; k < tests.length; k++) {
      tests[k] = tests[k] * (1 << ((k % 64) / 8)) + 1;
    }
    var probe = LinearProbe.fit(Dataset.of(values, 64, DIGITS.train().labels()));
    var plain = LinearProbe.fit(DIGITS.train());
    assertThat(probe.accuracy(Dataset.of(tests, 64, DIGITS.test().labels())))
        .isCloseTo(plain.accuracy(DIGITS.test()), within(0.003)); // one row of 449
  }

  @Test
  void aConstantEmbeddingGivesTheCommonestClass() {
    var train = Clouds.constant(10, 0.1f, -3).withLabels(1, 1, 1, 1, 0, 0, 0, 2, 2, 2);
    assertThat(LinearProbe.fit(train).accuracy(train)).isEqualTo(0.4);
  }

  @Test
  void numbersThatAreNotFiniteGiveNaN() {
    var good = Clouds.normal(6, 2, 1).withLabels(0, 1, 0, 1, 0, 1);
    float[] values = good.values();
    values[0] = Float.NaN;
    var bad = Dataset.of(values, 2, good.labels());
    assertThat(LinearProbe.fit(bad).accuracy(good)).isNaN();
    assertThat(LinearProbe.fit(bad).converged()).isFalse();
    assertThat(LinearProbe.fit(good).accuracy(bad)).isNaN();
    assertThat(LinearProbe.fit(good).accuracy(good)).isBetween(0.5, 1.0);
  }

  @Test
  void wrongCallsAreNamed() {
    var two = Clouds.normal(4, 2, 1).withLabels(0, 1, 0, 1);
    refused(
        () -> LinearProbe.fit(two, 0),
        "linear probe: the penalty must be positive and finite, found 0.0; without one separable"
            + " classes have no best weights");
    refused(
        () -> LinearProbe.fit(two).accuracy(DIGITS.test()),
        "linear probe: it was fitted to 2 features and is asked about 64; embed both sets with the"
            + " same encoder");
    refused(
        () -> LinearProbe.fit(two.select(0)),
        "linear probe: needs at least 2 rows, found 1; give it a larger batch");
  }

  private static void refused(Runnable call, String sentence) {
    assertThatThrownBy(call::run).isInstanceOf(IllegalArgumentException.class).hasMessage(sentence);
  }
}
