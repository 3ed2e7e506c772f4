package org.ebm4j.training.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.training.Metrics;
import org.ebm4j.training.experiment.DigitsJointEmbedding.Result;
import org.ebm4j.training.experiment.DigitsJointEmbedding.Settings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DigitsJointEmbeddingTest {
  @Test
  @Tag("training")
  void theSameSeedGivesTheSameFigures() {
    Result first = new DigitsJointEmbedding(Settings.tiny()).run(3, Engine.best(), Audience.none());
    Result again = new DigitsJointEmbedding(Settings.tiny()).run(3, Engine.best(), Audience.none());
    assertThat(again.vicreg().weights()).isEqualTo(first.vicreg().weights());
    assertThat(again.none().accuracy()).isEqualTo(first.none().accuracy());
    assertThat(again.random()).isEqualTo(first.random());
    assertThat(first.vicreg().weights()).isNotEqualTo(first.none().weights());
  }

  @Test
  @Tag("training")
  void theAudienceHearsOfEveryPartAndCanEndIt() {
    List<String> parts = new ArrayList<>();
    Audience leaves =
        new Audience() {
          @Override
          public void progress(String part, long done, long total) {
            if (!parts.contains(part)) {
              parts.add(part);
            }
          }

          @Override
          public void metrics(String run, Metrics metrics) {}

          @Override
          public boolean stop() {
            return parts.contains("vicreg 1");
          }
        };
    Result result = new DigitsJointEmbedding(Settings.tiny()).run(3, Engine.best(), leaves);
    assertThat(parts).containsExactly("none 1", "vicreg 1");
    assertThat(result.stopped()).isTrue();
    assertThat(result.raw()).hasSize(1);
  }
}
