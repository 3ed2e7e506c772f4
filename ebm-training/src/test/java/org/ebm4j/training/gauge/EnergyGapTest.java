package org.ebm4j.training.gauge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class EnergyGapTest {
  @Test
  void smallCasesByHand() {
    var gap = EnergyGap.of(new double[] {0, 2}, new double[] {2, 4});
    assertThat(gap.gap()).isEqualTo(2);
    assertThat(gap.separation()).isCloseTo(2 / Math.sqrt(2), within(1e-15));
    assertThat(gap.ranking()).isEqualTo(0.875); // of four pairs three rise and one ties
  }

  @Test
  void aFlatEnergyIsAtTheFloor() {
    var flat = EnergyGap.of(new double[] {3, 3, 3}, new double[] {3, 3});
    assertThat(flat.gap()).isZero();
    assertThat(flat.separation()).isNaN();
    assertThat(flat.ranking()).isEqualTo(0.5);
  }

  @Test
  void upsideDownIsBelowTheFloor() {
    var upsideDown = EnergyGap.of(new double[] {5, 6}, new double[] {1, 2, 3});
    assertThat(upsideDown.gap()).isEqualTo(-3.5);
    assertThat(upsideDown.ranking()).isZero();
  }

  @Test
  void scalingTheEnergyMovesOnlyTheGap() {
    double[] data = {0, 1, 3};
    double[] off = {2, 4, 7};
    var once = EnergyGap.of(data, off);
    var tenfold = EnergyGap.of(new double[] {0, 10, 30}, new double[] {20, 40, 70});
    assertThat(tenfold.gap()).isEqualTo(10 * once.gap()).isNotEqualTo(once.gap());
    assertThat(tenfold.separation()).isCloseTo(once.separation(), within(1e-12));
    assertThat(tenfold.ranking()).isEqualTo(once.ranking());
  }

  @Test
  void infiniteEnergiesRankAndNaNDoesNot() {
    double inf = Double.POSITIVE_INFINITY;
    var walled = EnergyGap.of(new double[] {0, 1}, new double[] {inf, 0.5});
    assertThat(walled.gap()).isEqualTo(inf);
    assertThat(walled.ranking()).isEqualTo(0.75);
    assertThat(EnergyGap.of(new double[] {0, Double.NaN}, new double[] {1, 2}))
        .isEqualTo(new EnergyGap(Double.NaN, Double.NaN, Double.NaN));
  }

  @Test
  void tooFewAreNamed() {
    assertThatThrownBy(() -> EnergyGap.of(new double[1], new double[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "energy gap: needs two or more energies of each kind, found 1 of data and 3 off data");
  }
}
