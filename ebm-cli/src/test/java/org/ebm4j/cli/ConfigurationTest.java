package org.ebm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ebm4j.cli.terminal.Exit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is wrong with a configuration is said in one sentence, and nothing is written.
@Tag("once")
class ConfigurationTest {
  @TempDir Path temporary;

  private Spoken train(Path file) {
    return Spoken.ebm("train", file.toString(), "--out", temporary.resolve("never").toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"steps\": 10 | : JSON: wanted",
        "[] | should hold one JSON object",
        "{\"stepz\": 10} | : there is no key \"stepz\"; the nearest is \"steps\"",
        "{\"steps\": 10, \"steps\": 20} | : JSON: wanted a key other than \"steps\"",
        "{\"steps\": 0} | : \"steps\" is 0; it should be a whole number of at least 1",
        "{\"steps\": 1.5} | : \"steps\" is 1.5; it should be a whole number of at least 1",
        "{\"steps\": \"many\"} | : \"steps\" is \"many\"; it should be a whole number of at least 1",
        "{\"rate\": -1} | : \"rate\" is -1; it should be a number",
        "{\"rate\": 0} | : \"rate\" is 0; it should be a positive number",
        "{\"net\": []} | : \"net\" is []; it should be widths",
        "{\"net\": [16, 0]} | : \"net\" is [16,0]; it should be widths",
        "{\"net\": 16} | : \"net\" is 16; it should be widths",
        "{\"objective\": \"gan\"} | : \"objective\" is \"gan\"; it should be one of pcd, nce, denoising, vicreg, none",
        "{\"objective\": \"nce\", \"noise\": 1} | : \"noise\" means nothing to the objective nce; leave it out",
        "{\"data\": \"missing.csv\"} | there is no file",
        "{\"data\": \"rows.parquet\"} | : \"data\" is \"rows.parquet\"; it should be two-moons, digits, or a file",
        "{\"data\": \"digits\", \"rows\": 5} | : \"rows\" says how many points of the two moons are drawn",
        "{\"box\": [1, -1]} | : \"box\" is [1,-1]; it should be [low, high] with low below high",
        "{\"batch\": 5000, \"rows\": 100} | : \"batch\" is 5000; it should be at most 80",
        "{\"objective\": \"vicreg\", \"shift\": 1} | : \"shift\" is for images",
        "{\"adjusted\": 1} | : \"adjusted\" is 1; it should be true or false",
        "{\"rescale\": [0, 0, 0, 1]} | cannot map",
        "{\"shape\": [3, 3]} | cannot have the shape"
      })
  void isRefused(String text, String sentence) throws IOException {
    Path file = Files.writeString(temporary.resolve("bad.json"), text);

    Spoken ebm = train(file);

    assertThat(ebm.code).as(String.join("\n", ebm.err)).isEqualTo(Exit.REFUSED);
    assertThat(ebm.out).isEmpty();
    assertThat(ebm.err).singleElement().asString().startsWith("ebm train: ").contains(sentence);
    assertThat(temporary.resolve("never")).doesNotExist();
  }

  @Test
  void filesThatAreNone() throws IOException {
    Path binary = Files.write(temporary.resolve("binary.json"), new byte[] {(byte) 0xff, 0, 1});
    Path empty = Files.writeString(temporary.resolve("empty.json"), "");
    Path deep = Files.writeString(temporary.resolve("deep.json"), "[".repeat(100_000));
    Path large = temporary.resolve("large.json");
    Files.write(large, new byte[(1 << 20) + 1]);

    for (Path file :
        new Path[] {binary, empty, deep, large, temporary, temporary.resolve("missing.json")}) {
      Spoken ebm = train(file);

      assertThat(ebm.code).as(file.toString()).isEqualTo(Exit.REFUSED);
      assertThat(ebm.err).as(file.toString()).hasSize(1);
    }
  }

  @Test
  void controlSignsInAFileDoNotReachTheTerminal() throws IOException {
    Path file = Files.writeString(temporary.resolve("bad.json"), "{\"\\u001b[31m\": 1}");

    assertThat(train(file).err).singleElement().asString().doesNotContain("\u001b");
  }

  @Test
  void everyKeyIsListedWithItsUsualValue() {
    Spoken ebm = Spoken.ebm("train", "--keys");

    assertThat(ebm.code).isEqualTo(Exit.DONE);
    assertThat(new String(ebm.out.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .contains("objective", "langevin_steps", "[128, 128]", "two-moons");
  }
}
