package org.ebm4j.kernels.spin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Run;
import org.junit.jupiter.api.Test;

/// Packed words read and written as the numbers of their sites.
class SiteBlockTest {
  @Test
  void rowsAreReadAndWrittenAsValues() {
    PackedCase it = new PackedCase("ring", new int[] {64}, 2, PackedLatticeTest.ising(.7, 0));
    SiteCode bits = SiteCode.of(1, 0);
    try (Run run = PackedLatticeTest.lattice(it).start(Engine.best(), bits, it.chances(), 3, 1)) {
      run.block("u").fill(1);
      float[] row = new float[70];
      row[7] = 1;
      run.block("u").setRows(1, 1, row, 5);
      double[] all = run.block("u").toArray();
      assertThat(Arrays.stream(all).sum()).isEqualTo(129);
      assertThat(all[64 + 2]).isEqualTo(1);
      Arrays.fill(row, 9);
      run.block("u").getRows(1, 1, row, 1);
      assertThat(row[3]).isEqualTo(1);
      assertThat(row[4]).isZero();
      assertThat(row[65]).isEqualTo(9);
      assertThatThrownBy(() -> run.block("u").set(new float[5]))
          .hasMessage("block 'u' holds 3 rows of shape [64], 192 numbers; found 5");
      assertThatThrownBy(() -> run.block("v"))
          .hasMessage("'packed sweep' has no array 'v'; it has u");
    }
  }

  @Test
  void categoriesAreReadAndWrittenOneHot() {
    PackedCase it = new PackedCase("ring", new int[] {64}, 3, PackedLatticeTest.potts(1, 0, 0, 0));
    try (Run run = PackedLatticeTest.start(it, Engine.best(), 2)) {
      float[] row = new float[2 + 3 * 64];
      for (int site = 0; site < 64; site++) {
        row[2 + 3 * site + site % 3] = 1;
      }
      run.block("u").setRows(1, 1, row, 2);
      double[] all = run.block("u").toArray();
      for (int i = 0; i < 3 * 64; i++) {
        assertThat(all[3 * 64 + i]).isEqualTo(row[2 + i]);
      }
      assertThat(Arrays.copyOf(run.block("u").toFloats(), 3 * 64))
          .containsExactly(Arrays.copyOf(it.starts(1), 3 * 64));
      assertThat(run.block("u").shape().size()).isEqualTo(3 * 64);
    }
  }
}
