package org.ebm4j.api.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.ebm4j.api.graph.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TensorTest {
  private static final Tensor GRID = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);

  @Test
  void theLastIndexRunsFastest() {
    assertThat(GRID.get(0, 0)).isEqualTo(1);
    assertThat(GRID.get(0, 2)).isEqualTo(3);
    assertThat(GRID.get(1, 0)).isEqualTo(4);
    assertThat(GRID.shape()).isEqualTo(Shape.of(2, 3));
    assertThat(GRID.count()).isEqualTo(6);
  }

  @Test
  void aScalarHasOneNumberAndAnEmptyTensorNone() {
    Tensor scalar = Tensor.of(new double[] {2.5});
    assertThat(scalar.shape()).isEqualTo(Shape.SCALAR);
    assertThat(scalar.get()).isEqualTo(2.5);
    Tensor empty = Tensor.of(new float[0], 3, 0);
    assertThat(empty.count()).isZero();
    assertThat(empty.floats()).isEmpty();
  }

  @Test
  void nobodyElseHoldsTheNumbers() {
    float[] given = {1, 2};
    int[] shape = {2};
    Tensor tensor = Tensor.of(given, shape);
    given[0] = 9;
    shape[0] = 9;
    tensor.floats()[1] = 9;
    assertThat(tensor).isEqualTo(Tensor.of(new float[] {1, 2}, 2));
    double[] wide = {1, 2};
    Tensor doubles = Tensor.of(wide, Shape.of(2));
    wide[0] = 9;
    doubles.doubles()[1] = 9;
    assertThat(doubles).isEqualTo(Tensor.of(new double[] {1, 2}, 2));
  }

  @Test
  void copiesGoWhereTheyAreSentAndNowhereElse() {
    float[] floats = new float[9];
    GRID.copyTo(floats, 2);
    assertThat(floats).containsExactly(0, 0, 1, 2, 3, 4, 5, 6, 0);
    double[] doubles = new double[7];
    GRID.copyTo(doubles, 1);
    assertThat(doubles).containsExactly(0, 1, 2, 3, 4, 5, 6);
    assertThatThrownBy(() -> GRID.copyTo(new float[7], 2))
        .hasMessage("6 numbers do not fit at offset 2 of an array of 7; make it at least 8 long");
    assertThatThrownBy(() -> GRID.copyTo(new double[7], -1))
        .hasMessage("6 numbers do not fit at offset -1 of an array of 7; make it at least 6 long");
    assertThatThrownBy(() -> GRID.copyTo(new double[7], Integer.MAX_VALUE))
        .hasMessageContaining("make it at least 2147483653 long");
  }

  @Test
  void equalityIsByBits() {
    assertThat(Tensor.of(new float[] {0f}, 1)).isNotEqualTo(Tensor.of(new float[] {-0f}, 1));
    assertThat(Tensor.of(new double[] {0d}, 1)).isNotEqualTo(Tensor.of(new double[] {-0d}, 1));
    Tensor nan = Tensor.of(new float[] {Float.intBitsToFloat(0x7fc00001)}, 1);
    Tensor otherNan = Tensor.of(new float[] {Float.intBitsToFloat(0x7fc00002)}, 1);
    assertThat(nan).isEqualTo(Tensor.of(nan.floats(), 1)).isNotEqualTo(otherNan);
    Tensor wideNan = Tensor.of(new double[] {Double.longBitsToDouble(0x7ff8000000000001L)}, 1);
    assertThat(wideNan)
        .isEqualTo(Tensor.of(wideNan.doubles(), 1))
        .hasSameHashCodeAs(Tensor.of(wideNan.doubles(), 1))
        .isNotEqualTo(Tensor.of(new double[] {Double.NaN}, 1));
  }

  @Test
  void equalityIsByTypeAndShapeToo() {
    assertThat(GRID)
        .isNotEqualTo(Tensor.of(GRID.floats(), 3, 2))
        .isNotEqualTo(GRID.as(ElementType.F64))
        .isEqualTo(GRID.as(ElementType.F64).as(ElementType.F32))
        .hasSameHashCodeAs(Tensor.of(GRID.floats(), 2, 3));
  }

  @Test
  void narrowingRoundsToNearestEvenAndHasToBeAskedFor() {
    double tie = 1 + Math.ulp(1f) / 2.0; // between 1 and the next float: goes to 1, which is even
    Tensor wide = Tensor.of(new double[] {tie, Math.nextUp(tie), 1e300}, 3);
    assertThat(wide.as(ElementType.F32).floats())
        .containsExactly(1f, Math.nextUp(1f), Float.POSITIVE_INFINITY);
    assertThat(wide.as(ElementType.F64)).isSameAs(wide);
    assertThatThrownBy(wide::floats)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "floats were asked of an F64 tensor of 3 numbers, which would round them;"
                + " say as(ElementType.F32) first, or ask for doubles");
  }

  @Test
  void aShapeThatDoesNotFitIsRefusedWithBothNumbers() {
    assertThatThrownBy(() -> Tensor.of(new float[5], 2, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "5 numbers do not fill shape [2, 3], which holds 6;"
                + " give the extents whose product is 5");
    assertThatThrownBy(() -> Tensor.of(new double[3]))
        .hasMessageContaining("3 numbers do not fill shape [], which holds 1");
    int[] ones = new int[65];
    Arrays.fill(ones, 1);
    assertThatThrownBy(() -> Tensor.of(new float[1], ones))
        .hasMessage("a tensor of 65 axes was asked for and 64 is the most; join some of them");
  }

  @ParameterizedTest
  @CsvSource({"-1,0,0", "0,3,1", "2,0,0", "0,-2147483648,1"})
  void anIndexOutsideIsRefused(int row, int column, int axis) {
    assertThatThrownBy(() -> GRID.get(row, column))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "index [%d, %d] lies outside shape [2, 3] at axis %d; entries start at 0 and stay below %d",
            row, column, axis, axis == 0 ? 2 : 3);
  }

  @Test
  void anIndexOfAnotherRankIsRefused() {
    assertThatThrownBy(() -> GRID.get(1))
        .hasMessage(
            "index [1] has 1 entries for a tensor of shape [2, 3]; give 2, one for each axis");
  }

  @Test
  void aSmallTensorPrintsItsNumbers() {
    assertThat(GRID).hasToString("F32 [2, 3] [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]");
    assertThat(Tensor.of(new double[9], 9)).hasToString("F64 [9]");
  }
}
