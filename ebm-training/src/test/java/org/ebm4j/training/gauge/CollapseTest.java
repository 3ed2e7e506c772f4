package org.ebm4j.training.gauge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.ebm4j.training.data.Dataset;
import org.junit.jupiter.api.Test;

/// Spread, effective rank and spectrum where their values are known.
final class CollapseTest {
  private static final Dataset CONSTANT = Clouds.constant(50, 0.3f, -7, 2, 1e-3f);

  /// Rows ±e_j·scale_j: mean 0, covariance diag(2·scale_j²/(2d − 1)).
  private static Dataset cross(float... scale) {
    int d = scale.length;
    float[] values = new float[2 * d * d];
    for (int j = 0; j < d; j++) {
      values[2 * j * d + j] = scale[j];
      values[(2 * j + 1) * d + j] = -scale[j];
    }
    return Dataset.of(values, d);
  }

  @Test
  void aConstantEmbeddingHasNoSpreadAndRankOne() {
    assertThat(Spread.of(CONSTANT).std()).containsExactly(0, 0, 0, 0);
    assertThat(Spread.onSphere(CONSTANT).mean()).isLessThan(1e-15);
    assertThat(EffectiveRank.of(CONSTANT)).isCloseTo(1, within(1e-9));
    assertThat(EffectiveRank.centred(CONSTANT)).isZero();
    assertThat(Spectrum.of(CONSTANT).eigenvalues()).containsExactly(0, 0, 0, 0);
    assertThat(Spectrum.of(CONSTANT).participationRatio()).isZero();
  }

  @Test
  void anIsotropicEmbeddingHasFullRank() {
    var cross = cross(2, 2, 2, 2, 2);
    assertThat(EffectiveRank.of(cross)).isCloseTo(5, within(1e-12));
    assertThat(EffectiveRank.centred(cross)).isCloseTo(5, within(1e-12));
    assertThat(Spectrum.of(cross).participationRatio()).isCloseTo(5, within(1e-12));
    assertThat(Spread.of(cross).std()).containsOnly(Math.sqrt(8.0 / 9));
    assertThat(Spread.of(cross).relative()).isEqualTo(Math.sqrt(8.0 / 9));
    var sphere = Spread.onSphere(cross);
    assertThat(sphere.reference()).isEqualTo(1 / Math.sqrt(5));
    assertThat(sphere.relative()).isCloseTo(Math.sqrt(10.0 / 9), within(1e-12)); // n/(n − 1)
  }

  @Test
  void theRankIsTheEntropysExponential() {
    assertThat(EffectiveRank.of(cross(3, 1)))
        .isCloseTo(Math.exp(-0.75 * Math.log(0.75) - 0.25 * Math.log(0.25)), within(1e-12));
    assertThat(EffectiveRank.of(cross(1, 1, 0))).isCloseTo(2, within(1e-9));
    assertThat(EffectiveRank.of(Clouds.constant(3, 0, 0))).isZero();
  }

  @Test
  void anOffsetHidesDirectionsFromTheRankAsPublishedOnly() {
    float[] moved = cross(1, 1, 1).values();
    for (int k = 0; k < moved.length; k++) {
      moved[k] += 1000;
    }
    var offset = Dataset.of(moved, 3);
    assertThat(EffectiveRank.of(offset)).isLessThan(1.02);
    assertThat(EffectiveRank.centred(offset)).isCloseTo(3, within(1e-6));
  }

  @Test
  void theSpectrumIsTheCovariances() {
    double[] found = Spectrum.of(cross(1, 3, 2)).eigenvalues();
    double[] expected = {18 / 5.0, 8 / 5.0, 2 / 5.0};
    assertThat(found).containsExactly(expected, within(1e-12));
    var cloud = Clouds.normal(100, 6, 1);
    double variances = Arrays.stream(Spread.of(cloud).std()).map(s -> s * s).sum();
    assertThat(Spectrum.of(cloud).total()).isCloseTo(variances, within(1e-10));
  }

  @Test
  void fewRowsLeaveZeros() {
    var three = Clouds.normal(3, 8, 4);
    double[] values = Spectrum.of(three).eigenvalues();
    assertThat(values[1]).isGreaterThan(1e-3);
    assertThat(values[2]).isBetween(0.0, 1e-12); // the greatest of the rest
    assertThat(values).hasSize(8);
    assertThat(EffectiveRank.of(three)).isLessThanOrEqualTo(3);
  }

  /// How much a gauge changes when the embedding is turned, which no count of directions may
  /// notice.
  private static double change(ToDoubleFunction<Dataset> gauge) {
    var flat = cross(1, 0.001f, 1, 1);
    return Math.abs(gauge.applyAsDouble(flat) - gauge.applyAsDouble(Clouds.turned(flat)));
  }

  @Test
  void countsOfDirectionsDoNotDependOnTheAxesButATwinOfDeviationsDoes() {
    assertThat(change(EffectiveRank::of)).isLessThan(1e-5);
    assertThat(change(EffectiveRank::centred)).isLessThan(1e-5);
    assertThat(change(z -> Spectrum.of(z).participationRatio())).isLessThan(1e-5);
    double twin = change(z -> EffectiveRank.ofSingularValues(Spread.of(z).std()));
    assertThat(twin).isGreaterThan(0.5);
  }

  @Test
  void spreadIsOverOneLessThanTheRows() {
    var two = Dataset.of(new float[] {0, 2}, 1);
    double twinOverRows = 1;
    assertThat(Spread.of(two).mean()).isEqualTo(Math.sqrt(2)).isNotEqualTo(twinOverRows);
    assertThat(Spread.of(Dataset.of(new float[] {0, 1, 2, 1}, 2)).least()).isZero();
  }

  @Test
  void rowsOfLengthNothingStayOnTheSphereAsTheyAre() {
    assertThat(Spread.onSphere(Clouds.constant(3, 0, 0)).std()).containsExactly(0, 0);
  }

  @Test
  void numbersThatAreNotFiniteGiveNaN() {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      float[] values = cross(1, 1).values();
      values[3] = bad;
      var z = Dataset.of(values, 2);
      assertThat(Spread.of(z).mean()).isNaN();
      assertThat(Spread.onSphere(z).mean()).isNaN();
      assertThat(EffectiveRank.of(z)).isNaN();
      assertThat(EffectiveRank.centred(z)).isNaN();
      assertThat(Spectrum.of(z).eigenvalues()).containsOnly(Double.NaN);
    }
  }

  @Test
  void tooFewRowsAreNamed() {
    var one = Dataset.of(new float[] {1, 2}, 2);
    assertThatThrownBy(() -> Spread.of(one))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("spread: needs at least 2 rows, found 1; give it a larger batch");
    assertThatThrownBy(() -> Spectrum.of(one))
        .hasMessage("spectrum: needs at least 2 rows, found 1; give it a larger batch");
    assertThat(EffectiveRank.of(one)).isCloseTo(1, within(1e-12));
  }

  @Test
  void allTogetherPrintWithTheirEnds() {
    assertThat(Collapse.of(cross(1, 1)))
        .hasToString(
            "std 0.8165 (least 0.8165; collapsed 0), on the sphere 1.155 of 1, effective rank 2.00"
                + " of 2 (centred 2.00)");
    var collapsed = Collapse.of(CONSTANT);
    assertThat(collapsed.std()).isZero();
    assertThat(collapsed.centredRank()).isZero();
    assertThat(collapsed.rank()).isCloseTo(1, within(1e-9));
  }
}
