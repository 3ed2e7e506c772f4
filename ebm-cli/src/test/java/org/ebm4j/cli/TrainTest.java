package org.ebm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.ebm4j.cli.terminal.Exit;
import org.ebm4j.viz.record.Json;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `ebm train` in this process.
@Tag("training")
class TrainTest {
  private static final String TINY = "\"net\": [8], \"steps\": 4, \"record\": 2, \"gauge\": 2";

  @TempDir Path temporary;

  private String config(String text) throws IOException {
    return Files.writeString(temporary.resolve("own.json"), text).toString();
  }

  private String out() {
    return temporary.resolve("run").toString();
  }

  @Test
  void anEnergyOfDigits() throws IOException {
    String file =
        config("{\"data\": \"digits\", \"objective\": \"denoising\", \"prior\": 1, " + TINY + "}");

    Spoken ebm = Spoken.ebm("train", file, "--out", out(), "--json");

    assertThat(ebm.code).as(String.join("\n", ebm.err)).isEqualTo(Exit.DONE);
    var said = Folders.object(ebm.out);
    assertThat(said).containsEntry("status", Json.of("finished"));
    assertThat(Folders.fields(said, "figures"))
        .containsKeys("energy.ranking", "energy.gap", "energy.samples.mmd_squared");
    assertThat(Path.of(out(), "energy", "energy.json")).exists();
    assertThat(Path.of(out(), "samples.png")).exists();

    Spoken infer = Spoken.ebm("infer", out(), "--json", "--steps", "20");
    assertThat(infer.code).isEqualTo(Exit.DONE);
    assertThat(Folders.numbers(Folders.object(infer.out).get("point"))).hasSize(64);
  }

  @Test
  void anEncoderOfDigits() throws IOException {
    String file =
        config("{\"data\": \"digits\", \"objective\": \"vicreg\", \"embedding\": 6, " + TINY + "}");

    Spoken ebm = Spoken.ebm("train", file, "--out", out(), "--json");

    assertThat(ebm.code).as(String.join("\n", ebm.err)).isEqualTo(Exit.DONE);
    assertThat(Folders.fields(Folders.object(ebm.out), "figures"))
        .containsKeys("encoder.std", "encoder.rank", "encoder.probe", "encoder.probe.random");
    Spoken distance =
        Spoken.ebm("infer", out(), "--given", zeros(64), "--start", zeros(64), "--json");
    assertThat(Folders.number(Folders.object(distance.out), "energy")).isZero();
  }

  private static String zeros(int count) {
    return "[0" + ",0".repeat(count - 1) + "]";
  }

  @Test
  void rowsOfAFileBesideTheConfiguration() throws IOException {
    StringBuilder rows = new StringBuilder("a,b,c,class\n");
    for (int i = 0; i < 60; i++) {
      rows.append(
          String.format(Locale.ROOT, "%f,%f,%f,%d%n", Math.sin(i), Math.cos(i), .1 * i, i % 2));
    }
    Files.writeString(temporary.resolve("rows.csv"), rows);
    String file =
        config("{\"data\": \"rows.csv\", \"labels\": 3, \"objective\": \"nce\", " + TINY + "}");

    Spoken ebm = Spoken.ebm("train", file, "--out", out());

    assertThat(ebm.code).as(String.join("\n", ebm.err)).isEqualTo(Exit.DONE);
    assertThat(ebm.out).contains("Held-out rows").contains("report: ");
    assertThat(Files.readString(Path.of(out(), "report.html"))).contains("rows.csv");
  }

  @Test
  void aFinishedRunIsNotDoneAgainUnlessAskedFor() throws IOException {
    String file = config("{\"rows\": 40, " + TINY + "}");
    Spoken.ebm("train", file, "--out", out());
    var bits = Folders.bits(Path.of(out()));

    Spoken again = Spoken.ebm("train", file, "--out", out());
    Spoken anew = Spoken.ebm("train", file, "--out", out(), "--fresh");

    assertThat(again.code).isEqualTo(Exit.DONE);
    assertThat(again.err).containsExactly("ebm: this run is finished; --fresh starts it anew");
    assertThat(anew.code).isEqualTo(Exit.DONE);
    assertThat(Folders.bits(Path.of(out()))).isEqualTo(bits);
  }

  @Test
  void otherSettingsDoNotOverwriteARun() throws IOException {
    Spoken.ebm("train", config("{\"rows\": 40, " + TINY + "}"), "--out", out());
    String other = config("{\"rows\": 40, \"rate\": 0.5, " + TINY + "}");

    Spoken ebm = Spoken.ebm("train", other, "--out", out());

    assertThat(ebm.code).isEqualTo(Exit.REFUSED);
    assertThat(ebm.err)
        .containsExactly(
            "ebm train: the run in "
                + out()
                + " was made with rate 0.001, and 0.5 is asked for; --fresh starts anew there, and --out takes another folder");
  }

  @Test
  void aDamagedCheckpointIsRefused() throws IOException {
    String file = config("{\"rows\": 40, " + TINY + "}");
    Spoken.ebm("train", file, "--out", out());
    Path run = Path.of(out(), "run.json");
    Files.writeString(run, Files.readString(run).replace("\"finished\"", "\"running\""));
    Path checkpoint = Path.of(out(), "checkpoint.safetensors");
    byte[] bytes = Files.readAllBytes(checkpoint);
    Files.write(checkpoint, java.util.Arrays.copyOf(bytes, bytes.length / 2));

    Spoken ebm = Spoken.ebm("train", file, "--out", out());

    assertThat(ebm.code).isEqualTo(Exit.REFUSED);
    assertThat(ebm.err).singleElement().asString().contains("checkpoint.safetensors", "--fresh");
  }

  @Test
  void numbersGoingWrongEndARunWithTheWorkUntilThen() throws IOException {
    String file =
        config(
            "{\"rows\": 40, \"optimizer\": \"sgd\", \"rate\": 1e30, \"net\": [8], \"steps\": 50}");

    Spoken ebm = Spoken.ebm("train", file, "--out", out());

    assertThat(ebm.code).isEqualTo(Exit.FAILED);
    assertThat(ebm.err).last().asString().contains("smaller learning rate");
    assertThat(Folders.record(Path.of(out()))).containsEntry("status", Json.of("failed"));
    assertThat(Path.of(out(), "energy", "weights.safetensors")).exists();
  }
}
