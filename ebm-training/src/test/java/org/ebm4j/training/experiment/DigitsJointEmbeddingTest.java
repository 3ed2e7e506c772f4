package org.ebm4j.training.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.training.Metrics;
import org.ebm4j.training.experiment.DigitsJointEmbedding.Probed;
import org.ebm4j.training.experiment.DigitsJointEmbedding.Result;
import org.ebm4j.training.experiment.DigitsJointEmbedding.Settings;
import org.ebm4j.training.gauge.Collapse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DigitsJointEmbeddingTest {
  private static Result run(Settings settings, Audience audience) {
    return new DigitsJointEmbedding(settings).run(3, Engine.best(), audience);
  }

  @Test
  @Tag("training")
  void theSameSeedGivesTheSameFigures() {
    Result first = run(Settings.tiny(), Audience.none());
    Result again = run(Settings.tiny(), Audience.none());
    assertThat(again.vicreg().weights()).isEqualTo(first.vicreg().weights());
    assertThat(again.none().probed()).isEqualTo(first.none().probed());
    assertThat(again.random().probed()).isEqualTo(first.random().probed());
    assertThat(first.vicreg().weights()).isNotEqualTo(first.none().weights());
  }

  @Test
  @Tag("training")
  void bothArmsBeginAtTheUntrainedEncoder() {
    Result result = run(Settings.tiny(), Audience.none());
    Collapse before = result.random().collapse().getFirst();
    for (var arm : List.of(result.none(), result.vicreg())) {
      assertThat(arm.gauges().getFirst().step()).isZero();
      assertThat(arm.gauges().getFirst().get("std")).isEqualTo(before.std());
      assertThat(arm.gauges().getFirst().get("rank")).isEqualTo(before.rank());
      assertThat(arm.probed()).hasSize(2);
    }
    assertThat(result.raw().weights().names()).isEmpty();
  }

  /// What must come out whatever the seed: the loss without a regulariser has its only minimum, 0,
  /// where all embeddings are one.
  @Test
  @Tag("training")
  void oneCollapsesAndTheOtherDoesNot() {
    Result result = run(new Settings(150, 64, 32, 64, 2, 2), Audience.none());
    double before = result.random().mean(Collapse::std);
    assertThat(result.none().mean(Collapse::std)).isLessThan(before / 5);
    assertThat(result.vicreg().mean(Collapse::std)).isGreaterThan(before / 2);
    assertThat(result.none().mean(Collapse::rank))
        .isLessThan(result.vicreg().mean(Collapse::rank) / 2);
    assertThat(result.none().accuracies(Probed::few)[0])
        .isLessThan(result.vicreg().accuracies(Probed::few)[0]);
  }

  @Test
  @Tag("training")
  void theAudienceHearsOfEveryRunInOrderAndCanEndThem() {
    List<String> runs = new ArrayList<>();
    List<Long> done = new ArrayList<>();
    Audience leaves =
        new Audience() {
          @Override
          public void progress(String part, long steps, long total) {
            assertThat(total).isEqualTo(4L * Settings.tiny().steps());
            done.add(steps);
          }

          @Override
          public void metrics(String run, Metrics metrics) {
            if (!runs.contains(run)) {
              runs.add(run);
            }
          }

          @Override
          public boolean stop() {
            return done.size() >= 9;
          }
        };
    Result result = run(Settings.tiny(), leaves);
    assertThat(runs).containsExactly("none 1", "vicreg 1", "none 2", "vicreg 2");
    assertThat(done).isSorted();
    assertThat(done.getLast()).isBetween(9L, 12L); // a step may be under way in each thread
    assertThat(result.stopped()).isTrue();
  }
}
