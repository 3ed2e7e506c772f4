package org.ebm4j.viz.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Held against values computed by hand.
class PerformanceProfileTest {
  private static final double FAILED = Double.POSITIVE_INFINITY;
  private static final List<String> NAMES = List.of("a", "b");
  private static final double[][] COSTS = {
    {1, 4, FAILED, FAILED},
    {2, 2, 3, Double.NaN}
  };

  private final PerformanceProfile profile = PerformanceProfile.of(NAMES, COSTS);

  @Test
  void ratiosAreToTheBestOfEachProblem() {
    assertThat(profile.ratio(0, 0)).isEqualTo(1);
    assertThat(profile.ratio(0, 1)).isEqualTo(2);
    assertThat(profile.ratio(0, 2)).isInfinite();
    assertThat(profile.ratio(1, 0)).isEqualTo(2);
    assertThat(profile.ratio(1, 2)).isEqualTo(1);
    assertThat(profile.ratio(1, 3)).isInfinite();
  }

  @Test
  void sharesCountProblemsWithinTheFactor() {
    assertThat(profile.share(0, 1)).isEqualTo(.25);
    assertThat(profile.share(0, 1.99)).isEqualTo(.25);
    assertThat(profile.share(0, 2)).isEqualTo(.5);
    assertThat(profile.share(1, 1)).isEqualTo(.5);
    assertThat(profile.share(1, 2)).isEqualTo(.75);
  }

  @Test
  void aProblemThatNobodySolvesCountsAgainstAll() {
    assertThat(profile.share(1, FAILED)).isEqualTo(.75);
    assertThat(profile.share(0, FAILED)).isEqualTo(.5);
  }

  @Test
  void whoIsBestTogetherIsBestForBoth() {
    PerformanceProfile level = PerformanceProfile.of(NAMES, new double[][] {{3}, {3}});

    assertThat(level.share(0, 1)).isEqualTo(1);
    assertThat(level.share(1, 1)).isEqualTo(1);
  }

  @Test
  void theCurveRisesInSteps() {
    LineChart chart = profile.chart("two");

    Series a = chart.series().getFirst();
    assertThat(a.x()).containsExactly(new double[] {1, 2, 2, 2.3}, within());
    assertThat(a.y()).containsExactly(.25, .25, .5, .5);
    assertThat(chart.png()).isNotEmpty();
    assertThat(chart.alt()).contains("a goes from 0.25 to 0.5", "b goes from 0.5 to 0.75");
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-12);
  }

  @Test
  void costsThatSayNothingAreRefused() {
    assertThatThrownBy(() -> PerformanceProfile.of(NAMES, new double[][] {{1}}))
        .hasMessage("profile: 2 solvers have 1 rows of costs; give one row for each, at least one");
    assertThatThrownBy(() -> PerformanceProfile.of(NAMES, new double[][] {{1, 2}, {1}}))
        .hasMessage(
            "profile: solver 'b' has costs on 1 problems, 'a' on 2; give as many for each, at least one");
    assertThatThrownBy(() -> PerformanceProfile.of(NAMES, new double[][] {{1}, {0}}))
        .hasMessage(
            "profile: solver 'b' has cost 0.0 on problem 0; costs are positive, infinite where it failed");
  }
}
