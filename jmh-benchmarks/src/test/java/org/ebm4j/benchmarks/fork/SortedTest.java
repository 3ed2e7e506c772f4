package org.ebm4j.benchmarks.fork;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SortedTest {
  @Test
  void quantilesLieBetweenNeighboursInProportion() {
    Sorted numbers = Sorted.of(4, Double.NaN, 1, 2);

    assertThat(numbers.least()).isEqualTo(1);
    assertThat(numbers.median()).isEqualTo(2);
    assertThat(numbers.quantile(.75)).isEqualTo(3);
    assertThat(numbers.greatest()).isEqualTo(4);
  }

  @Test
  void ofNothingThereIsNoMedian() {
    assertThat(Sorted.of(Double.NaN).median()).isNaN();
  }
}
