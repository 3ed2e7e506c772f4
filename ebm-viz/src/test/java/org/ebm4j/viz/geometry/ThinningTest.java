package org.ebm4j.viz.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ThinningTest {

  @Test
  void aSparseLineKeepsAllItsPoints() {
    double[] x = {0, 5, 10, 15};
    assertThat(Thinning.columns(x, new double[] {3, 1, 4, 1})).containsExactly(0, 1, 2, 3);
  }

  @Test
  void aDenseLineKeepsItsEndsAndPeaks() {
    int n = 100_000;
    Random random = new Random(2);
    double[] x = new double[n];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = 500.0 * i / n;
      y[i] = random.nextGaussian();
    }
    y[33_333] = 1000;
    y[66_666] = -1000;
    int[] kept = Thinning.columns(x, y);
    assertThat(kept)
        .hasSizeLessThanOrEqualTo(4 * 500)
        .isSorted()
        .contains(0, 33_333, 66_666, n - 1);
    assertThat(Arrays.stream(kept).distinct().count()).isEqualTo(kept.length);
  }
}
