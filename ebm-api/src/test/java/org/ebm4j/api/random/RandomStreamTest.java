package org.ebm4j.api.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

final class RandomStreamTest {
  private static final long SEED = 20_240_229;

  private static RandomStream stream(Purpose purpose, long chain, int step) {
    return RandomStream.of(SEED, purpose, chain, step);
  }

  @Test
  void aNameIsReadFromItsFirstBlock() {
    int[] words = new int[4];
    Philox.words(SEED, Purpose.NOISE, 7, 3, 0, words);
    float[] uniforms = new float[6];
    stream(Purpose.NOISE, 7, 3).uniforms(uniforms);
    assertThat(uniforms[2]).isEqualTo(Philox.uniform(words[2]));
    float[] normals = new float[4];
    stream(Purpose.NOISE, 7, 3).normals(normals);
    double radius = Math.sqrt(-2 * Math.log(uniforms[2]));
    assertThat(normals[2]).isEqualTo((float) (radius * Math.cos(2 * Math.PI * uniforms[3])));
    assertThat(normals[3]).isEqualTo((float) (radius * Math.sin(2 * Math.PI * uniforms[3])));
    double[] wide = new double[2];
    stream(Purpose.NOISE, 7, 3).uniforms(wide);
    assertThat(wide)
        .containsExactly(Philox.uniform(words[0], words[1]), Philox.uniform(words[2], words[3]));
    Philox.words(SEED, Purpose.NOISE, 7, 3, 1, words);
    assertThat(uniforms[5]).isEqualTo(Philox.uniform(words[1]));
  }

  @Test
  void aShorterFillIsThePrefixOfALonger() {
    for (int n : new int[] {1, 2, 3, 4, 5, 7, 8, 33}) {
      float[] whole = new float[64];
      float[] part = new float[n];
      stream(Purpose.START, 0, 0).normals(whole);
      stream(Purpose.START, 0, 0).normals(part);
      assertThat(part).isEqualTo(Arrays.copyOf(whole, n));
      double[] wholeWide = new double[64];
      double[] partWide = new double[n];
      stream(Purpose.START, 0, 0).normals(wholeWide);
      stream(Purpose.START, 0, 0).normals(partWide);
      assertThat(partWide).isEqualTo(Arrays.copyOf(wholeWide, n));
    }
  }

  @Test
  void everyCallBeginsAtAFreshBlock() {
    float[] all = new float[12];
    stream(Purpose.DATA, 1, 1).uniforms(all);
    var stream = stream(Purpose.DATA, 1, 1);
    stream.uniforms(new float[5]); // two blocks
    assertThat(stream.uniform()).isEqualTo(all[8]);
    assertThat(stream.toString())
        .isEqualTo("RandomStream[seed 20240229, DATA, chain 1, step 1, next block 3]");
  }

  @Test
  void eachPartOfANameMatters() {
    Set<Float> first = new HashSet<>();
    for (var purpose : Purpose.values()) {
      first.add(stream(purpose, 0, 0).uniform());
    }
    first.add(stream(Purpose.START, 1, 0).uniform());
    first.add(stream(Purpose.START, 1L << 32, 0).uniform());
    first.add(stream(Purpose.START, 0, 1).uniform());
    first.add(RandomStream.of(SEED + 1, Purpose.START, 0, 0).uniform());
    first.add(RandomStream.of(SEED + (1L << 32), Purpose.START, 0, 0).uniform());
    assertThat(first).hasSize(Purpose.values().length + 5);
  }

  @Test
  void integersStayBelowTheirBoundAndReachEveryPlace() {
    var stream = stream(Purpose.ACCEPT, 0, 0);
    int[] seen = new int[7];
    for (int i = 0; i < 7_000; i++) {
      seen[stream.below(7)]++;
    }
    for (int n : seen) {
      assertThat(n).isCloseTo(1000, within(150)); // 5 standard deviations of 29
    }
    assertThat(stream.below(1)).isZero();
    assertThatThrownBy(() -> stream.below(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("random integer: the bound must be at least 1, found 0");
  }

  @Test
  void aPermutationHoldsEveryNumberOnce() {
    for (int n : new int[] {0, 1, 2, 3, 100}) {
      int[] order = stream(Purpose.SHUFFLE, 0, 5).permutation(n);
      int[] sorted = order.clone();
      Arrays.sort(sorted);
      for (int i = 0; i < n; i++) {
        assertThat(sorted[i]).isEqualTo(i);
      }
    }
    assertThatThrownBy(() -> stream(Purpose.SHUFFLE, 0, 0).permutation(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("permutation: the length must not be negative, found -1");
  }

  /// χ² over the 24 orders of four things, 23 degrees of freedom: 99.9 % of fair shuffles are below
  /// 49.7.
  private static double chiSquareOfOrders(ToIntFunction<RandomStream> order) {
    int[] count = new int[256];
    int trials = 24_000;
    for (int i = 0; i < trials; i++) {
      count[order.applyAsInt(stream(Purpose.SHUFFLE, i, 0))]++;
    }
    double chi = 0;
    for (int c : count) {
      chi += c == 0 ? 0 : (c - 1000.0) * (c - 1000.0) / 1000;
    }
    return chi;
  }

  private static int code(int[] order) {
    return order[0] << 6 | order[1] << 4 | order[2] << 2 | order[3];
  }

  @Test
  void allOrdersAreEquallyLikelyAndACarelessShuffleIsNot() {
    double fair = chiSquareOfOrders(stream -> code(stream.permutation(4)));
    double careless =
        chiSquareOfOrders(stream -> {
          int[] order = {0, 1, 2, 3};
          for (int i = 0; i < 4; i++) {
            int j = stream.below(4); // any place, not one at or before i
            int held = order[i];
            order[i] = order[j];
            order[j] = held;
          }
          return code(order);
        });
    assertThat(fair).isLessThan(49.7);
    assertThat(careless).isGreaterThan(200);
  }

  /// Largest distance between the empirical and the standard normal distribution, times √n.
  private static double kolmogorov(double[] x) {
    double[] sorted = x.clone();
    Arrays.sort(sorted);
    double most = 0;
    for (int i = 0; i < sorted.length; i++) {
      double cdf = normalCdf(sorted[i]);
      most =
          Math.max(
              most, Math.max(cdf - (double) i / sorted.length, (i + 1.0) / sorted.length - cdf));
    }
    return most * Math.sqrt(sorted.length);
  }

  /// ½ erfc(−x/√2) by Simpson's rule on the density.
  private static double normalCdf(double x) {
    double end = Math.min(Math.abs(x), 9);
    int n = 200;
    double h = end / n;
    double sum = 1 + Math.exp(-end * end / 2);
    for (int i = 1; i < n; i++) {
      sum += (i % 2 == 1 ? 4 : 2) * Math.exp(-i * h * i * h / 2);
    }
    return 0.5 + Math.signum(x) * sum * h / 3 / Math.sqrt(2 * Math.PI);
  }

  @Test
  void normalsAreNormalInBothTypesAndATwinWithoutTheTwoIsNot() {
    double[] wide = new double[40_000];
    stream(Purpose.NOISE, 0, 0).normals(wide);
    float[] narrow = new float[40_000];
    stream(Purpose.NOISE, 1, 0).normals(narrow);
    double[] widened = new double[narrow.length];
    Arrays.setAll(widened, i -> narrow[i]);
    double[] twin = Arrays.stream(wide).map(x -> x / Math.sqrt(2)).toArray(); // √(−ln u)
    assertThat(kolmogorov(wide)).isLessThan(1.95); // 99.9 % point
    assertThat(kolmogorov(widened)).isLessThan(1.95);
    assertThat(kolmogorov(twin)).isGreaterThan(10);
    double product = 0;
    for (int i = 0; i < wide.length; i += 2) {
      product += wide[i] * wide[i + 1];
    }
    assertThat(product / (wide.length / 2.0))
        .isCloseTo(0, within(5 / Math.sqrt(wide.length / 2.0)));
  }
}
