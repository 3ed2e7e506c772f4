package org.ebm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ebm4j.cli.terminal.Exit;
import org.ebm4j.viz.record.Json;
import org.ebm4j.viz.record.MetricsLog;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The demo as a process, with next to no work.
@Tag("training")
class DemoTest {
  @TempDir static Path temporary;
  private static Path one;
  private static Child.Ended first;

  @BeforeAll
  static void runOnce() throws Exception {
    one = temporary.resolve("one");
    first = demo("--seed", "7", "--threads", "1", "--json", "--out", one.toString());
  }

  private static Child.Ended demo(String... options) throws Exception {
    String[] words = new String[options.length + 1];
    words[0] = "demo";
    System.arraycopy(options, 0, words, 1, options.length);
    return new Child().main(TinyDemo.class).run(words);
  }

  @Test
  void sameSeedSameBitsOnAnotherNumberOfThreadsAndAnotherSeedReplacesThem() throws Exception {
    Path two = temporary.resolve("a missing parent/a folder, with ünicode");

    Child.Ended second = demo("--seed", "7", "--threads", "3", "--json", "--out", two.toString());

    assertThat(second.code()).as(second.err()).isEqualTo(Exit.DONE);
    assertThat(Folders.bits(two)).isEqualTo(Folders.bits(one));
    for (String field :
        List.of("seed", "engine", "settings", "versions", "figures", "files", "status")) {
      assertThat(Folders.record(two).get(field))
          .as(field)
          .isEqualTo(Folders.record(one).get(field));
    }

    Child.Ended third = demo("--seed", "8", "--out", two.toString());

    assertThat(third.code()).as(third.err()).isEqualTo(Exit.DONE);
    assertThat(Folders.record(two)).containsEntry("seed", Json.of(8));
    assertThat(Folders.bits(two)).isNotEqualTo(Folders.bits(one));
  }

  @Test
  void theFolderHoldsWhatIsPromised() throws Exception {
    assertThat(first.code()).as(first.err()).isEqualTo(Exit.DONE);
    assertThat(Folders.record(one)).containsEntry("status", Json.of("finished"));
    assertThat(one)
        .isDirectoryContaining("glob:**.png")
        .isDirectoryContaining("glob:**.safetensors");
    assertThat(MetricsLog.read(one.resolve("metrics.jsonl"))).isNotEmpty();
    assertThat(Files.readString(one.resolve("report.html")))
        .contains("What came out", "What to try next")
        .doesNotContain("src=\"http", "href=\"http");
  }

  @Test
  void standardOutputIsOneObjectWithEveryFigure() throws Exception {
    Map<String, Json> said = Folders.object(first.out());

    assertThat(said.get("figures")).isEqualTo(Folders.record(one).get("figures"));
    assertThat(Folders.fields(said, "figures"))
        .containsKeys(
            "two_moons.mmd_squared",
            "two_moons.mmd_squared.floor",
            "two_moons.log_likelihood",
            "two_moons.log_likelihood.true_density",
            "digits_completion.error",
            "digits_completion.error.mean_image",
            "digits_completion.error.nearest_neighbour",
            "digits_embedding.vicreg.probe",
            "digits_embedding.none.probe",
            "digits_embedding.random.probe",
            "digits_embedding.pixels.probe");
  }

  @Test
  void withoutATerminalProgressIsPlainLines() {
    assertThat(first.errLines()).contains("two moons ...").anyMatch(line -> line.contains("done"));
    assertThat(first.err()).doesNotContain("\r", "\u001b");
  }

  @Test
  void aReportMadeAgainIsTheSame() throws Exception {
    String page = Files.readString(one.resolve("report.html"));
    byte[] picture = Files.readAllBytes(one.resolve("two-moons.png"));
    Files.delete(one.resolve("report.html"));
    Files.delete(one.resolve("two-moons.png"));

    Spoken ebm = Spoken.ebm("report", one.toString());

    assertThat(ebm.code).isEqualTo(Exit.DONE);
    assertThat(one.resolve("report.html")).hasContent(page);
    assertThat(one.resolve("two-moons.png")).hasBinaryContent(picture);
  }
}
