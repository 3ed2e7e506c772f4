package org.ebm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.ebm4j.api.expr.Maths.sq;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.space.Space;
import org.ebm4j.api.weights.Safetensors;
import org.ebm4j.cli.terminal.Exit;
import org.ebm4j.viz.record.Json;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `ebm sample` on a Gaussian.
class SampleTest {
  @TempDir static Path temporary;
  private static String gaussian;

  /// Means 1 and −2, standard deviations ½ and 1, independent.
  @BeforeAll
  static void save() throws IOException {
    Path folder = temporary.resolve("gaussian");
    Energy.over(Space.real(2))
        .plus("g", y -> sq(y.minus(Expr.vector(1, -2)).times(Expr.vector(2, 1))).times(.5))
        .save(folder);
    gaussian = folder.toString();
  }

  @Test
  void drawsTheLawAndWritesWhatItPromises() throws IOException {
    Path out = temporary.resolve("out");
    Spoken ebm =
        Spoken.ebm("sample", gaussian, "--draws", "2000", "--out", out.toString(), "--json");

    assertThat(ebm.code).as(String.join("\n", ebm.err)).isEqualTo(Exit.DONE);
    Map<String, Json> figures = Folders.fields(Folders.object(ebm.out), "figures");
    assertThat(Folders.number(figures, "mean.y[0]")).isCloseTo(1, within(.05));
    assertThat(Folders.number(figures, "mean.y[1]")).isCloseTo(-2, within(.1));
    assertThat(Folders.number(figures, "sd.y[0]")).isCloseTo(.5, within(.05));
    assertThat(Folders.number(figures, "sd.y[1]")).isCloseTo(1, within(.1));
    assertThat(Folders.number(figures, "worst_r_hat")).isLessThan(1.05);
    assertThat(Safetensors.read(out.resolve("draws.safetensors")).get("draws").shape().dims())
        .containsExactly(8, 2000, 2);
    assertThat(Files.readAllLines(out.resolve("draws.csv"))).hasSize(1 + 8 * 2000);
    assertThat(Files.readString(out.resolve("report.html"))).contains("Effective draws");
    assertThat(out.resolve("draws.png")).exists();
  }

  @Test
  void knownNumbersStayAndTheSameSeedDrawsTheSame() throws IOException {
    Path one = temporary.resolve("one");
    Path two = temporary.resolve("two");
    for (Path out : new Path[] {one, two}) {
      Spoken ebm =
          Spoken.ebm(
              "sample",
              gaussian,
              "--known",
              "[3, null]",
              "--chains",
              "2",
              "--draws",
              "50",
              "--seed",
              "9",
              "--out",
              out.toString());
      assertThat(ebm.code).isEqualTo(Exit.DONE);
    }
    assertThat(Folders.bits(one)).isEqualTo(Folders.bits(two));
    assertThat(Files.readAllLines(one.resolve("draws.csv")).stream().skip(1))
        .allMatch(line -> line.matches("\\d+,\\d+,3\\.0,.*"));
    assertThat(Folders.fields(Folders.record(one), "figures"))
        .containsKey("mean.y[1]")
        .doesNotContainKey("mean.y[0]");
  }

  @Test
  void chainsThatDivergeFailWithTheWayOut() {
    Spoken ebm =
        Spoken.ebm(
            "sample",
            gaussian,
            "--method",
            "langevin",
            "--step",
            "1e6",
            "--chains",
            "2",
            "--draws",
            "50",
            "--out",
            temporary.resolve("wild").toString());

    assertThat(ebm.code).isEqualTo(Exit.FAILED);
    assertThat(ebm.err).last().asString().contains("take a smaller --step");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--draws 3 | --draws asks for 3; what draws are worth shows from 4 a chain on",
        "--chains 0 | Chains: chains should be at least 1, found 0",
        "--warm-up 0 | mala finds its step size during warm-up",
        "--step -1 | Mala: the step",
        "--beta 0 | inverse temperature",
        "--method gibbs | there is no method 'gibbs'; there are mala, langevin",
        "--chains 100000 --draws 100000 | ask for fewer, or a greater --thin",
        "--out /dev/null | is a file; give a folder or a new name"
      })
  void whatCannotBeIsRefusedInOneSentence(String words, String sentence) {
    Spoken ebm =
        Spoken.ebm(
            ("sample " + gaussian + " --out " + temporary.resolve("never") + " " + words)
                .replaceFirst("--out \\S+ (.*--out)", "$1")
                .split(" "));

    assertThat(ebm.code).as(String.join("\n", ebm.err)).isEqualTo(Exit.REFUSED);
    assertThat(ebm.err).last().asString().contains(sentence);
  }
}
