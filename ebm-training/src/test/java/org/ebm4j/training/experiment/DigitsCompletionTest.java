package org.ebm4j.training.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.ebm4j.api.engine.Engine;
import org.ebm4j.inference.minimise.Lbfgs;
import org.ebm4j.training.experiment.DigitsCompletion.Result;
import org.ebm4j.training.experiment.DigitsCompletion.Settings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DigitsCompletionTest {
  @Test
  @Tag("training")
  void completionsBeatTheMeanImageAfterSixHundredSteps() {
    Result result = run(Settings.quick());
    assertThat(result.trained().finished()).isTrue();
    assertThat(result.error()).isLessThan(result.meanImageError());
  }

  @Test
  @Tag("training")
  void visiblePixelsStayAndTheSameSeedGivesTheSameImages() {
    Result first = run(Settings.tiny());
    Result again = run(Settings.tiny());
    assertThat(again.completed().values()).containsExactly(first.completed().values());
    float[] original = first.originals().values();
    float[] completed = first.completed().values();
    for (int k = 0; k < original.length; k++) {
      if (!first.hidden()[k / 64][k % 64]) {
        assertThat(completed[k]).isEqualTo(original[k]);
      }
    }
  }

  private static Result run(Settings settings) {
    return new DigitsCompletion(settings).run(5, Lbfgs.standard(), Engine.best(), Audience.none());
  }
}
