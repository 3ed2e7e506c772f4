package org.ebm4j.api.graph;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// The elementwise functions at their edges: NaN, infinities, zeros of both signs, ties.
final class MeaningTest {
  private static final double INF = POSITIVE_INFINITY;

  @Test
  void nanTravelsThroughAllOfOneNumber() {
    for (Unary function : Unary.values()) {
      assertThat(function.at(NaN)).as(function.symbol()).isNaN();
    }
  }

  @Test
  void nanTravelsThroughAllOfTwoButComparisons() {
    for (Binary function : Binary.values()) {
      double left = function.at(NaN, 1);
      double right = function.at(1, NaN);
      if (function.isComparison()) {
        assertThat(left).as(function.symbol()).isZero();
        assertThat(right).as(function.symbol()).isZero();
      } else {
        assertThat(left).as(function.symbol()).isNaN();
        assertThat(right).as(function.symbol()).isNaN();
      }
    }
    assertThat(Binary.EQUAL.at(NaN, NaN)).isZero();
  }

  @Test
  void saturatesWithoutOverflowInBetween() {
    assertThat(Unary.SIGMOID.at(800)).isEqualTo(1);
    assertThat(Unary.SIGMOID.at(-800)).isZero();
    assertThat(Unary.SIGMOID.at(-700))
        .as("relative accuracy in the tail")
        .isCloseTo(Math.exp(-700), within(1e-319));
    assertThat(Unary.SOFTPLUS.at(800)).isEqualTo(800);
    assertThat(Unary.SOFTPLUS.at(-700)).isCloseTo(Math.exp(-700), within(1e-319));
    assertThat(Unary.SOFTPLUS.at(INF)).isEqualTo(INF);
    assertThat(Unary.SOFTPLUS.at(NEGATIVE_INFINITY)).isZero();
    assertThat(Unary.TANH.at(INF)).isEqualTo(1);
    assertThat(Unary.SILU.at(-800)).isZero();
    assertThat(Unary.EXP.at(1000)).isEqualTo(INF);
    assertThat(Unary.EXP.at(NEGATIVE_INFINITY)).isZero();
  }

  @Test
  void leavesDomainsAsTheFieldDoes() {
    assertThat(Unary.LOG.at(0)).isEqualTo(NEGATIVE_INFINITY);
    assertThat(Unary.LOG.at(-1)).isNaN();
    assertThat(Unary.SQRT.at(-1)).isNaN();
    assertThat(Unary.RECIPROCAL.at(-0.0)).isEqualTo(NEGATIVE_INFINITY);
    assertThat(Binary.DIVIDE.at(0, 0)).isNaN();
  }

  @Test
  void zerosAndTies() {
    assertThat(bits(Unary.RELU.at(-0.0))).isEqualTo(bits(0.0));
    assertThat(bits(Unary.SIGN.at(-0.0))).isEqualTo(bits(-0.0));
    assertThat(Unary.STEP.at(0)).isZero();
    assertThat(bits(Binary.MIN.at(0.0, -0.0)))
        .as("the first of two equal ones")
        .isEqualTo(bits(0.0));
    assertThat(bits(Binary.MAX.at(-0.0, 0.0)))
        .as("the first of two equal ones")
        .isEqualTo(bits(-0.0));
    assertThat(Binary.LESS_EQUAL.at(-0.0, 0.0)).isEqualTo(1);
    assertThat(Binary.LESS.at(-0.0, 0.0)).isZero();
  }

  private static long bits(double value) {
    return Double.doubleToRawLongBits(value);
  }
}
