package org.ebm4j.viz.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TicksTest {

  @Test
  void linearTicksAreRoundNumbersInsideTheRange() {
    assertThat(Ticks.linear(0, 1, 5).labels())
        .containsExactly("0", "0.2", "0.4", "0.6", "0.8", "1");
    assertThat(Ticks.linear(-0.13, 0.27, 4).labels()).containsExactly("−0.1", "0", "0.1", "0.2");
    assertThat(Ticks.linear(0, 3990, 4).labels()).containsExactly("0", "1000", "2000", "3000");
  }

  @Test
  void oneAxisIsWrittenInOneWay() {
    assertThat(Ticks.linear(0, 1.1e6, 2).labels()).containsExactly("0", "1000000");
    assertThat(Ticks.linear(0, 2e7, 2).labels()).containsExactly("0", "10⁷", "2×10⁷");
    assertThat(Ticks.linear(0, 2e-6, 2).labels()).containsExactly("0", "10⁻⁶", "2×10⁻⁶");
  }

  @Test
  void thereAreNeitherTooManyNorNone() {
    Random random = new Random(11);
    for (int i = 0; i < 2000; i++) {
      double from = random.nextGaussian() * Math.pow(10, random.nextInt(12) - 6);
      double to = from + Math.pow(10, 8 * random.nextDouble() - 4) + Math.abs(from) * 1e-6;
      int most = 2 + random.nextInt(10);
      List<Double> at = Ticks.linear(from, to, most).at();
      assertThat(at).hasSizeBetween(most / 3, most + 1).isSorted();
      assertThat(at).allSatisfy(tick -> assertThat(tick).isBetween(from, to));
    }
  }

  @Test
  void logarithmicTicksArePowersOfTen() {
    assertThat(Ticks.logarithmic(1e-3, 1, 5).labels()).containsExactly("0.001", "0.01", "0.1", "1");
    assertThat(Ticks.logarithmic(2e-11, 3, 6).labels())
        .containsExactly("10⁻¹⁰", "10⁻⁸", "10⁻⁶", "0.0001", "0.01", "1");
  }

  @Test
  void aShortLogarithmicRangeHasTwosAndFives() {
    assertThat(Ticks.logarithmic(0.9, 12, 5).labels()).containsExactly("1", "2", "5", "10");
  }

  @Test
  void numbersReadAsPeopleWriteThem() {
    assertThat(Numbers.brief(0.012345, 3)).isEqualTo("0.0123");
    assertThat(Numbers.brief(-1500, 2)).isEqualTo("−1500");
    assertThat(Numbers.brief(3.21e-7, 3)).isEqualTo("3.21×10⁻⁷");
    assertThat(Numbers.brief(1e9, 3)).isEqualTo("10⁹");
    assertThat(Numbers.brief(0, 3)).isEqualTo("0");
    assertThat(Numbers.brief(Double.NaN, 3)).isEqualTo("not a number");
    assertThat(Numbers.brief(Double.NEGATIVE_INFINITY, 3)).isEqualTo("−∞");
  }
}
