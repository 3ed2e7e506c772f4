package org.ebm4j.viz.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SpreadTest {

  @Test
  void labelsWithRoomStayWhereTheyWish() {
    assertThat(Spread.apart(new double[] {50, 10, 90}, 15, 0, 100)).containsExactly(50, 10, 90);
  }

  @Test
  void labelsThatTouchShareTheirMiddle() {
    assertThat(Spread.apart(new double[] {52, 48}, 10, 0, 100)).containsExactly(55, 45);
  }

  @Test
  void labelsAreApartInOrderAndInside() {
    Random random = new Random(5);
    for (int trial = 0; trial < 500; trial++) {
      double[] wishes = random.doubles(1 + random.nextInt(8), 0, 200).toArray();
      double[] placed = Spread.apart(wishes, 16, 0, 200);
      Integer[] order = new Integer[wishes.length];
      Arrays.setAll(order, i -> i);
      Arrays.sort(order, (a, b) -> Double.compare(wishes[a], wishes[b]));
      for (int i = 0; i < order.length; i++) {
        assertThat(placed[order[i]]).isBetween(-1e-9, 200 + 1e-9);
        if (i > 0) {
          assertThat(placed[order[i]] - placed[order[i - 1]]).isGreaterThan(16 - 1e-9);
        }
      }
    }
  }

  @Test
  void tooManyLabelsRunOverTheEndRatherThanOverEachOther() {
    assertThat(Spread.apart(new double[] {5, 5, 5}, 10, 0, 10)).containsExactly(0, 10, 20);
  }
}
