package org.ebm4j.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.ebm4j.api.weights.Weights;
import org.ebm4j.cli.run.Recorded.Status;
import org.ebm4j.cli.terminal.Refusal;
import org.ebm4j.viz.record.RunRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("once")
class RunFolderTest {
  private static final RunRecord RECORD =
      new Provenance(
              List.of("demo", "--seed", "7"),
              7,
              "native",
              Map.of("scale", "quick"),
              Instant.parse("2026-11-22T05:00:00Z"))
          .record(Map.of("error", 0.25, "lost", Double.NaN), Map.of("moons", 1.5));

  @TempDir Path temporary;

  @Test
  void aRecordReadsBackAsItWasWritten() throws IOException {
    RunFolder folder = RunFolder.create(temporary.resolve("a/b/c").toString());
    folder.save("weights", Weights.empty());
    folder.save(Status.INTERRUPTED, RECORD);

    assertThat(RunFolder.open(folder.path().toString()).recorded())
        .isEqualTo(new Recorded(Status.INTERRUPTED, List.of("weights.safetensors"), RECORD));
  }

  @Test
  void aNewRunRemovesWhatTheLastOneWroteAndNothingElse() throws IOException {
    RunFolder first = RunFolder.create(temporary.toString());
    first.save("old", Weights.empty());
    first.save(Status.FINISHED, RECORD);
    Files.writeString(temporary.resolve("mine.txt"), "kept");

    RunFolder.create(temporary.toString());

    assertThat(temporary).isDirectoryNotContaining("glob:**old.safetensors");
    assertThat(temporary.resolve("run.json")).doesNotExist();
    assertThat(temporary.resolve("mine.txt")).hasContent("kept");
  }

  @Test
  void aRecordThatNamesFilesElsewhereRemovesNothingThere() throws IOException {
    Path inner = Files.createDirectory(temporary.resolve("inner"));
    Files.writeString(temporary.resolve("precious.json"), "kept");
    Files.writeString(inner.resolve("notes.txt"), "kept");
    Files.writeString(
        inner.resolve("run.json"),
        """
        {"status": "finished", "files": ["../precious.json", "notes.txt", "/etc/hostname", "a\\u0000.json"]}
        """);

    RunFolder.create(inner.toString());

    assertThat(temporary.resolve("precious.json")).exists();
    assertThat(inner.resolve("notes.txt")).exists();
    assertThat(inner.resolve("run.json")).doesNotExist();
  }

  @Test
  void aFileInTheWayIsRefusedAndKept() throws IOException {
    Path file = Files.writeString(temporary.resolve("taken"), "kept");

    assertThatThrownBy(() -> RunFolder.create(file.toString()))
        .isInstanceOf(Refusal.class)
        .hasMessage("--out " + file + " is a file; give a folder or a new name");
    assertThatThrownBy(() -> RunFolder.create(file.resolve("below").toString()))
        .isInstanceOf(Refusal.class);
    assertThat(file).hasContent("kept");
  }

  @Test
  void aFolderWithoutARunIsRefused() {
    assertThatThrownBy(() -> RunFolder.open(temporary.toString()))
        .isInstanceOf(Refusal.class)
        .hasMessageEndingWith(
            "holds no run.json, so no run was made there; give the folder of a run");
  }

  @Test
  void aRecordThatIsNoneIsRefusedAndKept() throws IOException {
    for (String text :
        new String[] {
          "", "{", "[]", "{\"status\": 3}", "{\"status\":\"finished\",\"figures\":{\"a\":{}}}"
        }) {
      Files.writeString(temporary.resolve("run.json"), text);

      assertThatThrownBy(() -> RunFolder.create(temporary.toString()))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("run.json is not what a run writes");
      assertThat(temporary.resolve("run.json")).hasContent(text);
    }
  }
}
