package org.ebm4j.training.gauge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.ebm4j.training.data.Dataset;
import org.ebm4j.training.data.Digits;
import org.ebm4j.training.data.Images.Half;
import org.junit.jupiter.api.Test;

final class CompletionTest {
  private static final Dataset TRAIN = Dataset.of(new float[] {0, 0, 0, 10, 10, 30}, 3);
  private static final Dataset TRUTH = Dataset.of(new float[] {1, 1, 5, 9, 9, 20}, 3);
  private static final boolean[][] HIDDEN = {{false, false, true}, {false, true, true}};

  @Test
  void smallCasesByHand() {
    var task = new Completion(TRUTH, HIDDEN);
    assertThat(task.masked(-1).values()).containsExactly(1, 1, -1, 9, -1, -1);
    var mean = task.byMeanImage(TRAIN);
    assertThat(mean.values()).containsExactly(1, 1, 15, 9, 5, 15);
    assertThat(task.squaredError(mean)).isEqualTo((100 + 16 + 25) / 3.0);
    var nearest = task.byNearestNeighbour(TRAIN);
    assertThat(nearest.values()).containsExactly(1, 1, 0, 9, 10, 30);
    assertThat(task.squaredError(nearest)).isEqualTo((25 + 1 + 100) / 3.0);
    assertThat(task.squaredError(TRUTH)).isZero();
  }

  @Test
  void visibleValuesAreNotScoredAndHiddenOnesNotLookedAt() {
    var task = new Completion(TRUTH, HIDDEN);
    var spoilt = Dataset.of(new float[] {99, 99, 5, 99, 9, 20}, 3);
    assertThat(task.squaredError(spoilt)).isZero();
    var other = Dataset.of(new float[] {1, 1, -5, 9, 1000, 1000}, 3);
    assertThat(new Completion(other, HIDDEN).byNearestNeighbour(TRAIN).values())
        .isEqualTo(task.byNearestNeighbour(TRAIN).values());
  }

  @Test
  void ofEquallyNearOnesTheFirst() {
    var train = Dataset.of(new float[] {2, 7, 0, 8, 0, 9}, 2);
    var task = new Completion(Dataset.of(new float[] {1, 0}, 2), new boolean[][] {{false, true}});
    assertThat(task.byNearestNeighbour(train).values()).containsExactly(1, 7);
  }

  @Test
  void digitsByTheirFloors() {
    var split = Digits.signed().split(0.2, 1);
    var task = Completion.ofHalves(split.test(), Half.values());
    double mean = task.squaredError(task.byMeanImage(split.train()));
    double nearest = task.squaredError(task.byNearestNeighbour(split.train()));
    double nothing = task.squaredError(task.masked(-1));
    assertThat(nearest).isLessThan(0.8 * mean);
    assertThat(mean).isLessThan(0.5 * nothing);
    // the mean image's error is the pixels' variance on training rows: within a tenth on others
    double[] std = Spread.of(split.train()).std();
    double variance = 0;
    for (double s : std) {
      variance += s * s / 64;
    }
    assertThat(mean).isCloseTo(variance, within(0.1 * variance));
    assertThat(task.masked(-1)).hasToString("Dataset[359 rows of [8, 8], 10 classes]");
  }

  @Test
  void halvesTakeTurns() {
    var four = Clouds.constant(4, 1, 1, 1, 1).shaped(2, 2);
    assertThat(Completion.ofHalves(four, Half.LEFT, Half.BOTTOM).masked(0).values())
        .containsExactly(0, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1, 1, 1, 0, 0);
  }

  @Test
  void wrongCallsAreNamed() {
    refused(
        () -> new Completion(TRUTH, new boolean[1][3]),
        "completion: found 1 masks for 2 rows; give one a row");
    refused(
        () -> new Completion(TRUTH, new boolean[2][4]),
        "completion: the mask of row 0 has 4 places, the row 3");
    refused(
        () -> new Completion(TRUTH, new boolean[2][3]),
        "completion: none of the values is hidden; hide at least one");
    var task = new Completion(TRUTH, HIDDEN);
    refused(
        () -> task.squaredError(Clouds.constant(3, 1, 2, 3)),
        "completion: asked to compare Dataset[3 rows of [3]] with Dataset[2 rows of [3]]; give as"
            + " many rows of the same width");
    refused(
        () -> task.byMeanImage(Clouds.constant(3, 1)),
        "completion: training rows have 1 values, the rows to complete 3");
    refused(
        () -> task.byNearestNeighbour(TRAIN.select()),
        "completion: needs at least 1 rows, found 0; give it a larger batch");
  }

  private static void refused(Runnable call, String sentence) {
    assertThatThrownBy(call::run).isInstanceOf(IllegalArgumentException.class).hasMessage(sentence);
  }
}
