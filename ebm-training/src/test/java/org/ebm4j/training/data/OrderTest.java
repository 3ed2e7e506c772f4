package org.ebm4j.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Splits and epochs: who is in, in which order, and that the seed alone decides.
final class OrderTest {
  private static Dataset numbered(int n) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = i;
    }
    return Dataset.of(values, 1);
  }

  @Test
  void aSplitKeepsEveryRowOnceAndEveryClassInProportion() {
    var digits = Digits.load();
    var numbered = numbered(digits.size()).withLabels(digits.labels());
    for (double share : new double[] {0, 0.2, 1 / 3.0, 0.999, 1}) {
      var split = numbered.split(share, 7);
      Set<Float> all = new HashSet<>();
      for (var part : new Dataset[] {split.train(), split.test()}) {
        for (int i = 0; i < part.size(); i++) {
          all.add(part.get(i, 0));
        }
      }
      assertThat(all).hasSize(1797);
      assertThat(split.test().size()).isEqualTo((int) Math.round(share * 1797));
      assertThat(split.train().size() + split.test().size()).isEqualTo(1797);
      for (int label = 0; label < 10; label++) {
        assertThat(Math.abs(count(split.test(), label) - share * count(numbered, label)))
            .isLessThan(1);
      }
    }
  }

  private static long count(Dataset data, int label) {
    return data.size() == 0 ? 0 : Arrays.stream(data.labels()).filter(l -> l == label).count();
  }

  @Test
  void aSplitIsDecidedByItsSeed() {
    var data = Digits.load();
    var one = data.split(0.25, 1).test();
    assertThat(data.split(0.25, 1).test().values()).isEqualTo(one.values());
    assertThat(data.split(0.25, 2).test().values()).isNotEqualTo(one.values());
    assertThat(numbered(100).split(0.25, 1).test().size()).isEqualTo(25);
    assertThat(numbered(100).split(0.25, 1).test().values()).isSorted();
  }

  @Test
  void anEpochVisitsWholeBatchesOfDifferentRows() {
    var data = numbered(10);
    var epoch = data.epoch(3, 5, 0);
    assertThat(epoch.batches()).isEqualTo(3);
    Set<Integer> seen = new HashSet<>();
    for (int b = 0; b < 3; b++) {
      float[] out = new float[3];
      epoch.fill(b, out);
      int[] rows = epoch.rows(b);
      for (int i = 0; i < 3; i++) {
        assertThat(out[i]).isEqualTo(rows[i]);
        seen.add(rows[i]);
      }
    }
    assertThat(seen).hasSize(9);
  }

  @Test
  void theRowsLeftOutChangeFromEpochToEpoch() {
    var data = numbered(10);
    Set<Integer> everSeen = new HashSet<>();
    for (int e = 0; e < 20; e++) {
      var epoch = data.epoch(9, 5, e);
      Arrays.stream(epoch.rows(0)).forEach(everSeen::add);
    }
    assertThat(everSeen).hasSize(10);
  }

  @Test
  void anEpochIsDecidedByItsSeedAndNumber() {
    var data = numbered(1000);
    int[] rows = data.epoch(100, 5, 3).rows(7);
    assertThat(data.epoch(100, 5, 3).rows(7)).isEqualTo(rows);
    assertThat(data.epoch(100, 5, 4).rows(7)).isNotEqualTo(rows);
    assertThat(data.epoch(100, 6, 3).rows(7)).isNotEqualTo(rows);
  }
}
