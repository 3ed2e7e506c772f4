package org.ebm4j.inference.minimise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.ebm4j.inference.MoreGarbowHillstrom;
import org.ebm4j.inference.Residuals;
import org.ebm4j.inference.search.LineSearch.Verdict;
import org.ebm4j.inference.search.StrongWolfe;
import org.junit.jupiter.api.Test;

/// What a line search promises holds at every step that was taken.
class WolfeTest {
  @Test
  void everyAcceptedStepMeetsBothInequalities() {
    StrongWolfe rule = StrongWolfe.standard();
    List<DescentSearch.Step> steps = new ArrayList<>();
    for (Residuals problem : MoreGarbowHillstrom.all()) {
      Lbfgs.standard().loop().seenBy(steps::add).solve(problem.energy().problem(), problem.start());
    }
    long met = steps.stream().filter(s -> s.verdict() == Verdict.MET).count();
    System.out.printf("%d steps, %d met, others within rounding%n", steps.size(), met);
    assertThat(met).isGreaterThan(steps.size() * 95L / 100).isGreaterThan(400);
    for (DescentSearch.Step step : steps) {
      double slope = step.line().slope();
      assertThat(slope).isNegative();
      assertThat(Math.abs(step.slope())).isLessThanOrEqualTo(-rule.curvature() * slope);
      double allowed =
          step.verdict() == Verdict.MET
              ? rule.decrease() * step.alpha() * slope
              : step.line().rounding();
      assertThat(step.energy()).isLessThanOrEqualTo(step.line().energy() + allowed);
    }
  }

  @Test
  void everyStepOfSteepestDescentDecreasesEnough() {
    List<DescentSearch.Step> steps = new ArrayList<>();
    Residuals problem = MoreGarbowHillstrom.ROSENBROCK;
    SteepestDescent.standard()
        .until(Stop.standard().steps(500))
        .seenBy(steps::add)
        .solve(problem.energy().problem(), problem.start());
    assertThat(steps).hasSize(500);
    for (DescentSearch.Step step : steps) {
      assertThat(step.energy())
          .isLessThanOrEqualTo(step.line().energy() + 1e-4 * step.alpha() * step.line().slope());
    }
  }
}
