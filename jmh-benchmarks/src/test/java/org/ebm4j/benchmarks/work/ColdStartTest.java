package org.ebm4j.benchmarks.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.benchmarks.row.Setup;
import org.ebm4j.benchmarks.row.WrongAnswer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the row `cold-start` reads from the processes it launches.
@Tag("once")
class ColdStartTest {
  private static final String SAID =
      """
      {
        "outcome": "converged",
        "point": {
          "x": 2.9999999933465644,
          "y": 2.000000018178945
        }
      }
      """;

  private static ColdStartRow.Launch launch(Pattern answer, String script) {
    return new ColdStartRow.Launch(List.of("sh", "-c", script), answer);
  }

  @Test
  void theAnswerIsReadFromTheCommandsJson() {
    assertThat(launch(ColdStartRow.X, "cat <<E\n" + SAID + "E").run())
        .isEqualTo("2.9999999933465644");
  }

  @Test
  void aProcessWithoutAnAnswerIsOneLineWithWhatItSaid() {
    assertThatThrownBy(() -> launch(ColdStartRow.X, "printf 'no\\nenergy'; exit 2").run())
        .isInstanceOf(WrongAnswer.class)
        .hasMessageEndingWith("ended with 2 and no answer: no energy");
  }

  @Test
  void aFolderWithoutTheScriptIsRefusedBeforeAnythingIsLaunched(@TempDir Path empty) {
    assertThatThrownBy(() -> Rows.coldStart(empty.toString()).prepare(new Setup(Engine.best(), 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + empty + "' has no script 'ebm' to launch");
  }
}
