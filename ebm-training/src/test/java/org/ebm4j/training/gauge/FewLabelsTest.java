package org.ebm4j.training.gauge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ebm4j.training.data.Dataset;
import org.ebm4j.training.data.Digits;
import org.ebm4j.training.data.Split;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
final class FewLabelsTest {
  /// Ten rows of each of four classes; feature c is 1 where the class is c.
  private static Dataset told() {
    float[] values = new float[160];
    int[] labels = new int[40];
    for (int i = 0; i < 40; i++) {
      labels[i] = i % 4;
      values[4 * i + i % 4] = 1;
    }
    return Dataset.of(values, 4, labels);
  }

  @Test
  void oneRowOfEachClassSufficesWhereFeaturesSayTheClass() {
    assertThat(new FewLabels(1, 5).accuracy(told(), told(), 3)).isEqualTo(1);
  }

  @Test
  void aConstantIsReadNoBetterThanByGuessing() {
    Dataset constant = Clouds.constant(40, 2, 2).withLabels(told().labels());
    // as many rows of each class: whichever class is guessed, a quarter of the test is of it
    assertThat(new FewLabels(2, 5).accuracy(constant, constant, 3)).isEqualTo(.25);
  }

  @Test
  void featuresOfTheSameRowsAreReadOnTheSameDraws() {
    Split split = Digits.unit().split(.25, 1);
    FewLabels few = new FewLabels(3, 2);
    double pixels = few.accuracy(split.train(), split.test(), 7);
    Dataset train = split.train().rescaled(0, 1, 0, 4); // exact, and undone by standardising
    Dataset test = split.test().rescaled(0, 1, 0, 4);
    assertThat(few.accuracy(train, test, 7)).isEqualTo(pixels);
    assertThat(few.accuracy(split.train(), split.test(), 8)).isNotEqualTo(pixels);
  }

  @Test
  void moreLabelsReadMore() {
    Split split = Digits.unit().split(.25, 1);
    double one = new FewLabels(1, 4).accuracy(split.train(), split.test(), 1);
    double twenty = new FewLabels(20, 4).accuracy(split.train(), split.test(), 1);
    double all = LinearProbe.fit(split.train()).accuracy(split.test());
    assertThat(one).isBetween(.3, twenty - .1);
    assertThat(twenty).isLessThan(all);
  }

  @Test
  void wrongCallsAreNamed() {
    assertThatThrownBy(() -> new FewLabels(0, 3))
        .hasMessage(
            "few labels: found 0 rows of each class and 3 draws; each should be at least 1");
    assertThatThrownBy(() -> new FewLabels(11, 3).accuracy(told(), told(), 1))
        .hasMessage(
            "few labels: 11 rows of each of 4 classes cannot be drawn from 40 rows; ask for fewer");
  }
}
