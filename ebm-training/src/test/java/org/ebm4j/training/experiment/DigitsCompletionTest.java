package org.ebm4j.training.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.expr.Maths;
import org.ebm4j.api.space.Space;
import org.ebm4j.inference.minimise.Lbfgs;
import org.ebm4j.training.Metrics;
import org.ebm4j.training.data.Dataset;
import org.ebm4j.training.experiment.DigitsCompletion.Result;
import org.ebm4j.training.experiment.DigitsCompletion.Settings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DigitsCompletionTest {
  @Test
  @Tag("training")
  void afterAShortFitCompletionsBeatTheMeanImageAndChainsAreNearTheData() {
    Result result = run(new Settings(250, 40, 64, 40, 60, 150), Audience.none());
    assertThat(result.trained().finished()).isTrue();
    assertThat(result.errors().energy()).isLessThan(result.errors().meanImage());
    assertThat(result.gauges().gap().ranking()).isGreaterThan(.7); // a flat energy's is ½
    assertThat(result.gauges().squaredMmd()).isLessThan(result.gauges().squaredMmdStart() / 2);
    assertThat(Math.abs(result.gauges().squaredMmdFloor())).isLessThan(.01);
  }

  @Test
  @Tag("training")
  void visiblePixelsStayAndTheSameSeedGivesTheSameImages() {
    Result first = run(Settings.tiny(), Audience.none());
    Result again = run(Settings.tiny(), Audience.none());
    assertThat(again.completed().values()).containsExactly(first.completed().values());
    assertThat(again.samples().values()).containsExactly(first.samples().values());
    float[] original = first.originals().values();
    float[] completed = first.completed().values();
    for (int k = 0; k < original.length; k++) {
      if (first.hidden()[k / 64][k % 64]) {
        assertThat(completed[k]).isBetween(-1f, 1f);
      } else {
        assertThat(completed[k]).isEqualTo(original[k]);
      }
    }
  }

  @Test
  @Tag("training")
  void bothFitsAreToldAsOnePartAndTheContrastiveOneWithItsTwoMeans() {
    List<String> runs = new ArrayList<>();
    List<Long> steps = new ArrayList<>();
    Audience scribe =
        new Audience() {
          @Override
          public void progress(String part, long done, long total) {
            assertThat(total).isEqualTo(6);
            steps.add(done);
          }

          @Override
          public void metrics(String run, Metrics metrics) {
            runs.add(run);
          }
        };
    Result result = run(Settings.tiny(), scribe);
    assertThat(steps).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(runs).startsWith("denoising").endsWith("contrastive");
    Metrics last = result.trained().history("energy of data").getLast();
    assertThat(result.gauges().difference())
        .isEqualTo(last.get("energy of data") - last.get("energy of samples"));
  }

  /// E = |y|²/2v: what is left of y without its noise is y(1 − σ²/v).
  @Test
  void theJumpIsTheMeanOfWhatMayHaveBecomeAPoint() {
    var well = Energy.over(Space.real(2)).plus("well", y -> Maths.sq(y).times(1 / (2 * .8)));
    Dataset back =
        Points.jump(well.on(Engine.best()), Dataset.of(new float[] {1, -2, 0, 4}, 2), .4);
    double share = 1 - .4 * .4 / .8;
    float[] expected = {1, -2, 0, 4};
    for (int k = 0; k < 4; k++) {
      assertThat(back.values()[k]).isCloseTo((float) (share * expected[k]), within(1e-5f));
    }
  }

  private static Result run(Settings settings, Audience audience) {
    return new DigitsCompletion(settings).run(5, Lbfgs.standard(), Engine.best(), audience);
  }
}
