package org.ebm4j.viz.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunRecordTest {

  private static RunRecord record(Map<String, Double> figures, Map<String, Double> times) {
    return new RunRecord(
        List.of("demo", "--seed", "7"),
        7,
        "machine code, AVX2",
        Map.of("threads", "2", "quick", "false"),
        Map.of("ebm4j", "0.1.0", "jdk", "25.0.3"),
        figures,
        Map.of("processor", "x86-64"),
        times,
        "2026-01-02T03:04:05Z");
  }

  @Test
  void fieldsStandInTheirOrderAndKeysAreSorted() {
    assertThat(
            record(Map.of("moons.mmd2", 0.0021, "digits.error", Double.NaN), Map.of())
                .json()
                .pretty())
        .isEqualTo(
            """
            {
              "command": ["demo", "--seed", "7"],
              "seed": 7,
              "engine": "machine code, AVX2",
              "settings": {
                "quick": "false",
                "threads": "2"
              },
              "versions": {
                "ebm4j": "0.1.0",
                "jdk": "25.0.3"
              },
              "figures": {
                "digits.error": "NaN",
                "moons.mmd2": 0.0021
              },
              "machine": {
                "processor": "x86-64"
              },
              "times": {},
              "date": "2026-01-02T03:04:05Z"
            }
            """);
  }

  @Test
  void theOrderInWhichFiguresCameDoesNotShow() {
    Map<String, Double> forwards = new LinkedHashMap<>();
    Map<String, Double> backwards = new LinkedHashMap<>();
    for (int i = 0; i < 30; i++) {
      forwards.put("figure" + i, 1.0 * i);
      backwards.put("figure" + (29 - i), 29.0 - i);
    }
    assertThat(record(forwards, Map.of()).json().pretty())
        .isEqualTo(record(backwards, Map.of()).json().pretty());
  }

  @Test
  void timesChangeNothingElse() {
    Json.Obj slow = (Json.Obj) record(Map.of("a", 1.0), Map.of("train", 60.0)).json();
    Json.Obj fast = (Json.Obj) record(Map.of("a", 1.0), Map.of("train", 30.0)).json();
    slow.fields()
        .forEach((name, value) ->
            assertThat(value.equals(fast.fields().get(name)))
                .as(name)
                .isEqualTo(!name.equals("times")));
  }

  @Test
  void theFileReadsBack(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("run.json");
    RunRecord run = record(Map.of("a", 1.0), Map.of("train", 60.0));
    run.write(file);
    assertThat(Json.parse(Files.readString(file))).isEqualTo(run.json());
  }
}
