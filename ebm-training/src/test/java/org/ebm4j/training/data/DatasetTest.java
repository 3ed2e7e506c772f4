package org.ebm4j.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class DatasetTest {
  private static final Dataset SIX =
      Dataset.of(new float[] {0, 1, 10, 11, 20, 21}, 2, new int[] {0, 1, 4});

  private static void refused(Runnable call, String sentence) {
    assertThatThrownBy(call::run).isInstanceOf(IllegalArgumentException.class).hasMessage(sentence);
  }

  @Test
  void readsBackWhatItWasGiven() {
    assertThat(SIX.size()).isEqualTo(3);
    assertThat(SIX.width()).isEqualTo(2);
    assertThat(SIX.get(2, 1)).isEqualTo(21);
    assertThat(SIX.row(1)).containsExactly(10, 11);
    assertThat(SIX.classes()).isEqualTo(5);
    assertThat(SIX).hasToString("Dataset[3 rows of [2], 5 classes]");
    assertThatThrownBy(() -> SIX.get(0, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> SIX.row(3)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void nobodyCanChangeIt() {
    float[] given = {1, 2};
    int[] labels = {3, 4};
    var data = Dataset.of(given, 1, labels);
    given[0] = 9;
    labels[0] = 9;
    data.values()[0] = 9;
    data.labels()[0] = 9;
    data.row(0)[0] = 9;
    data.shape()[0] = 9;
    assertThat(data.values()).containsExactly(1, 2);
    assertThat(data.labels()).containsExactly(3, 4);
    assertThat(data.shape()).containsExactly(1);
  }

  @Test
  void selectsInOrderAndMoreThanOnce() {
    var some = SIX.select(2, 0, 2);
    assertThat(some.values()).containsExactly(20, 21, 0, 1, 20, 21);
    assertThat(some.labels()).containsExactly(4, 0, 4);
  }

  @Test
  void rescalesByTheTwoPointsGiven() {
    assertThat(SIX.rescaled(1, 21, -1, 1).values()).containsExactly(-1.1f, -1, -0.1f, 0, 0.9f, 1);
    refused(
        () -> SIX.rescaled(1, 1, 0, 1),
        "data set: cannot map [1.0, 1.0] to [0.0, 1.0]; give finite bounds with low ≠ high");
  }

  @Test
  void takesLabelsFromAColumnOrAnotherDataSet() {
    var data = Dataset.of(new float[] {5, 1, 6, 0}, 2).labelledBy(1);
    assertThat(data.values()).containsExactly(5, 6);
    assertThat(data.labels()).containsExactly(1, 0);
    var column = Dataset.of(new float[] {2, 3}, 1);
    assertThat(data.withLabels(column).labels()).containsExactly(2, 3);
  }

  @Test
  void saysWhatIsWrong() {
    refused(
        () -> Dataset.of(new float[5], 2),
        "data set: 5 values cannot be cut into rows of 2; give n·width values with width at least"
            + " 1");
    refused(
        () -> SIX.withLabels(1, 2), "data set: found 2 labels for 3 rows; give one label a row");
    refused(
        () -> SIX.withLabels(1, -2, 0),
        "data set: the label of row 1 is -2; number the classes from 0");
    refused(
        () -> SIX.withLabels(SIX),
        "data set: labels are one number a row, found 2; give a data set of width 1 or use"
            + " labelledBy(column)");
    refused(
        () -> Dataset.of(new float[] {0, 0.5f}, 2).labelledBy(1),
        "data set: the label of row 0 is 0.5; labels are whole numbers from 0");
    refused(
        () -> SIX.labelledBy(2),
        "data set: there is no column 2 to take as labels in rows of 2; columns count from 0, and"
            + " at least one must remain");
    refused(
        () -> SIX.shaped(2, 2),
        "data set: a row of 2 values cannot have the shape [2, 2]; give a shape with that many"
            + " places");
    refused(
        () -> SIX.epoch(4, 1, 0),
        "epoch: cannot draw batches of 4 from 3 rows; take a batch between 1 and the number of"
            + " rows");
    refused(() -> SIX.split(1.5, 1), "split: the test share must lie between 0 and 1, found 1.5");
    refused(
        () -> Images.of(SIX),
        "images: a grey image has two axes, the rows have 1; say how they lie with shaped(height,"
            + " width)");
    refused(() -> new Images(0, 3), "images: height and width must be at least 1, found 0×3");
    assertThatThrownBy(() -> Dataset.of(new float[2], 1).labels())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("data set: its 2 rows have no labels; add them with withLabels or labelledBy");
  }
}
