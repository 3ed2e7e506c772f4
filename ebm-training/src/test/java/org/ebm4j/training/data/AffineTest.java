package org.ebm4j.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.ebm4j.api.random.Purpose;
import org.ebm4j.api.random.RandomStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Bilinear values of a ramp are the ramp's own, so its slopes at the centre of the image are rows
/// of A⁻¹.
@Tag("once")
final class AffineTest {
  private static final Images NINE = new Images(9, 9);
  private static final Affine NOTHING = Affine.of(NINE, 0);
  private static final int DRAWS = 300;

  /// What becomes of a ramp.
  ///
  /// @param centre its value there, the ramp being 0 there before
  /// @param down its slope from row to row
  /// @param across its slope from column to column
  private record Ramp(double centre, double down, double across) {
    static Ramp along(boolean rows, Affine affine, int step) {
      float[] row = new float[81];
      for (int k = 0; k < 81; k++) {
        row[k] = (rows ? k / 9 : k % 9) - 4;
      }
      affine.apply(row, RandomStream.of(3, Purpose.AUGMENT, 0, step));
      return new Ramp(
          row[40],
          ((double) row[NINE.index(5, 4)] - row[NINE.index(3, 4)]) / 2,
          ((double) row[NINE.index(4, 5)] - row[NINE.index(4, 3)]) / 2);
    }
  }

  @Test
  void nothingAskedIsNothingDone() {
    float[] row = new float[81];
    RandomStream.of(1, Purpose.DATA, 0, 0).normals(row);
    float[] changed = row.clone();
    NOTHING.apply(changed, RandomStream.of(3, Purpose.AUGMENT, 0, 0));
    assertThat(changed).isEqualTo(row);
  }

  @Test
  void aRotationTurnsAboutTheCentreByUpToItsAngleEitherWay() {
    double least = 0;
    double most = 0;
    for (int step = 0; step < DRAWS; step++) {
      Ramp ramp = Ramp.along(true, NOTHING.rotation(.4), step);
      assertThat(ramp.centre()).isCloseTo(0, within(1e-6));
      assertThat(Math.hypot(ramp.down(), ramp.across())).isCloseTo(1, within(1e-6));
      double angle = Math.atan2(ramp.across(), ramp.down());
      least = Math.min(least, angle);
      most = Math.max(most, angle);
    }
    // all of 300 even draws miss a tenth of the range with probability .9³⁰⁰ = 2·10⁻¹⁴
    assertThat(least).isBetween(-.4 - 1e-6, -.32);
    assertThat(most).isBetween(.32, .4 + 1e-6);
  }

  @Test
  void aShearMovesRowsByColumnsAndNothingElse() {
    double most = 0;
    for (int step = 0; step < DRAWS; step++) {
      Ramp rows = Ramp.along(true, NOTHING.shear(.3), step);
      assertThat(rows.down()).isCloseTo(1, within(1e-6));
      most = Math.max(most, Math.abs(rows.across()));
      Ramp columns = Ramp.along(false, NOTHING.shear(.3), step);
      assertThat(columns.down()).isCloseTo(0, within(1e-6));
      assertThat(columns.across()).isCloseTo(1, within(1e-6));
    }
    assertThat(most).isBetween(.27, .3 + 1e-6);
  }

  @Test
  void aStretchScalesEachAxisOnItsOwn() {
    double apart = 0;
    for (int step = 0; step < DRAWS; step++) {
      double rows = Math.log(Ramp.along(true, NOTHING.stretch(.2), step).down());
      double columns = Math.log(Ramp.along(false, NOTHING.stretch(.2), step).across());
      assertThat(rows).isBetween(-.2 - 1e-6, .2 + 1e-6);
      assertThat(columns).isBetween(-.2 - 1e-6, .2 + 1e-6);
      apart = Math.max(apart, Math.abs(rows - columns));
    }
    assertThat(apart).isGreaterThan(.2); // one factor for both axes would leave 0
  }

  @Test
  void aShiftMovesByFractionsOfPixels() {
    double mean = 0;
    for (int step = 0; step < DRAWS; step++) {
      Ramp ramp = Ramp.along(true, NOTHING.shift(1.5), step);
      assertThat(ramp.down()).isCloseTo(1, within(1e-6));
      assertThat(ramp.centre()).isBetween(-1.5 - 1e-6, 1.5 + 1e-6);
      mean += ramp.centre() / DRAWS;
    }
    assertThat(mean).isCloseTo(0, within(5 * 1.5 / Math.sqrt(3 * DRAWS)));
  }

  @Test
  void allTogetherScaleAreasByTheStretchesAlone() {
    Affine all = NOTHING.rotation(.3).shear(.2).stretch(.1);
    for (int step = 0; step < DRAWS; step++) {
      Ramp r = Ramp.along(true, all, step);
      Ramp c = Ramp.along(false, all, step);
      double area = Math.log(r.down() * c.across() - r.across() * c.down());
      assertThat(area).isBetween(-.2 - 1e-5, .2 + 1e-5);
    }
  }

  @Test
  void whatComesInIsBackground() {
    float[] row = new float[81];
    Affine.of(NINE, -7).shift(100).apply(row, RandomStream.of(3, Purpose.AUGMENT, 0, 1));
    assertThat(row).containsOnly(-7);
  }

  @Test
  void wrongCallsAreNamed() {
    assertThatThrownBy(() -> NOTHING.shear(-1))
        .hasMessage("affine: the shear should be 0 or more and finite, found -1.0");
    assertThatThrownBy(() -> NOTHING.apply(new float[8], RandomStream.of(1, Purpose.AUGMENT, 0, 0)))
        .hasMessage("augmentation: an image of 9×9 has 81 values, the row has 8");
  }
}
