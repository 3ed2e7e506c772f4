package org.ebm4j.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DigitsTest {
  @Test
  void everyValueIsAsPublished() {
    var digits = Digits.load();
    assertThat(digits).hasToString("Dataset[1797 rows of [8, 8], 10 classes]");
    boolean whole = true;
    long sum = 0;
    long labels = 0;
    long placed = 0; // depends on the place of every value and label
    int[] count = new int[10];
    for (int i = 0; i < digits.size(); i++) {
      long row = 65L * digits.label(i);
      for (int j = 0; j < 64; j++) {
        float v = digits.get(i, j);
        whole &= v == (int) v && v >= 0 && v <= Digits.INK;
        sum += (int) v;
        row += (j + 1) * (long) v;
      }
      labels += digits.label(i);
      placed += (i % 97 + 1L) * row;
      count[digits.label(i)]++;
    }
    assertThat(whole).isTrue();
    assertThat(sum).isEqualTo(561_718);
    assertThat(labels).isEqualTo(8070);
    assertThat(placed).isEqualTo(905_525_126);
    assertThat(count).containsExactly(178, 182, 177, 183, 181, 182, 181, 179, 174, 180);
  }

  @Test
  void theFirstImageIsAZero() {
    var picture = new StringBuilder();
    for (int j = 0; j < 64; j++) {
      picture.append(Digits.load().get(0, j) > 7 ? '#' : '.').append(j % 8 == 7 ? "\n" : "");
    }
    assertThat(Digits.load().label(0)).isZero();
    assertThat(picture)
        .hasToString(
            """
            ...##...
            ..####..
            ..#..##.
            ..#..##.
            ..#..##.
            ..#..#..
            ..#.##..
            ...##...
            """);
  }

  @Test
  void scalingIsExact() {
    for (int j = 0; j < 64; j++) {
      float v = Digits.load().get(5, j);
      assertThat(Digits.unit().get(5, j)).isEqualTo(v / 16);
      assertThat(Digits.signed().get(5, j)).isEqualTo(v / 8 - 1);
    }
    assertThat(Digits.signed().label(5)).isEqualTo(5);
    assertThat(Images.of(Digits.unit())).isEqualTo(Digits.images());
  }
}
