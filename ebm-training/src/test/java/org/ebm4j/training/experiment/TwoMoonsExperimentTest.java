package org.ebm4j.training.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.ebm4j.api.engine.Engine;
import org.ebm4j.training.FitOutcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class TwoMoonsExperimentTest {
  @Test
  @Tag("training")
  void aFewStepsGiveEveryFigureAndTheSameBitsAgain() {
    var tiny = new TwoMoonsExperiment(3, 50, 10);
    TwoMoonsExperiment.Result result = tiny.run(1, Engine.best(), Audience.none());
    assertThat(result.trained().outcome()).isEqualTo(new FitOutcome.Finished(3));
    assertThat(result.gridEnergies()).hasSize(400 * 400);
    assertThat(result.samples().size()).isEqualTo(50);
    assertThat(result.paths()).hasSize(61);
    assertThat(result.trueLogLikelihood()).isBetween(-1.05, -.96);
    assertThat(result.logLikelihood()).isLessThan(-1.5); // three steps cannot have learned it
    assertThat(Math.abs(result.squaredMmdFloor())).isLessThan(.05);
    TwoMoonsExperiment.Result again = tiny.run(1, Engine.best(), Audience.none());
    assertThat(again.samples().values()).isEqualTo(result.samples().values());
    assertThat(again.logLikelihood()).isEqualTo(result.logLikelihood());
  }

  /// Aim of the reference problems: PCD that stays together, at least −1.05 on every seed.
  @Test
  @Tag("long")
  void theFitStaysTogetherOnEverySeed() {
    for (long seed = 1; seed <= 3; seed++) {
      var result = TwoMoonsExperiment.full().run(seed, Engine.best(), Audience.none());
      assertThat(result.logLikelihood()).as("seed " + seed).isGreaterThan(-1.05);
    }
  }
}
