package org.ebm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.ebm4j.api.expr.Maths.dot;
import static org.ebm4j.api.expr.Maths.sq;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// `ebm sample` on a Gaussian, and on what Gibbs draws.
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

  /// Sites without interactions: every number's mean is known.
  static Stream<Arguments> discrete() throws IOException {
    double z = 1 + Math.exp(-1) + Math.exp(-.5);
    return Stream.of(
        Arguments.of(fields("spins", Space.spins(2), 1, -.5), 2, Math.tanh(-2), Math.tanh(1)),
        Arguments.of(fields("bits", Space.binary(2), 1, -.5), 2, sigmoid(-2), sigmoid(1)),
        Arguments.of(
            fields("categories", Space.categories(3), 0, 1, .5), 1, 1 / z, Math.exp(-1) / z));
  }

  private static double sigmoid(double a) {
    return 1 / (1 + Math.exp(-a));
  }

  private static Path fields(String name, Space<?> space, double... fields) throws IOException {
    Path folder = temporary.resolve(name);
    Energy.over(space).plus("fields", y -> dot(y, Expr.vector(fields))).save(folder);
    return folder;
  }

  @ParameterizedTest
  @MethodSource("discrete")
  void gibbsDrawsBitsSpinsAndCategories(Path energy, int beta, double first, double second)
      throws IOException {
    Path out = temporary.resolve("gibbs");
    Spoken ebm =
        Spoken.ebm(
            "sample",
            energy.toString(),
            "--method",
            "gibbs",
            "--beta",
            Integer.toString(beta),
            "--draws",
            "2000",
            "--warm-up",
            "10",
            "--out",
            out.toString(),
            "--json");

    assertThat(ebm.code).as(String.join("\n", ebm.err)).isEqualTo(Exit.DONE);
    Map<String, Json> figures = Folders.fields(Folders.object(ebm.out), "figures");
    // sixteen thousand independent draws: five standard errors
    assertThat(Folders.number(figures, "mean.y[0]")).isCloseTo(first, within(.04));
    assertThat(Folders.number(figures, "mean.y[1]")).isCloseTo(second, within(.04));
    assertThat(Folders.number(figures, "acceptance")).isEqualTo(1);
    Spoken mala = Spoken.ebm("sample", energy.toString(), "--out", out.toString());
    assertThat(mala.code).isEqualTo(Exit.REFUSED);
    assertThat(mala.err)
        .last()
        .asString()
        .contains("walks in real ones; --method gibbs draws bits, spins and categories");
  }

  @Test
  void whatGibbsCannotDrawIsRefusedBeforeAnythingIsWritten() throws IOException {
    Path energy = temporary.resolve("squares");
    Path out = temporary.resolve("no squares");
    Energy.over(Space.spins(3)).plus("squares", s -> sq(s)).save(energy);
    Spoken ebm =
        Spoken.ebm("sample", energy.toString(), "--method", "gibbs", "--out", out.toString());
    assertThat(ebm.code).isEqualTo(Exit.REFUSED);
    assertThat(ebm.err).last().asString().contains("linear in every single site");
    assertThat(out).doesNotExist();
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
        "--method metropolis | there is no method 'metropolis'; there are mala, langevin, gibbs",
        "--method gibbs | some numbers of real [2] are real or whole, and gibbs draws bits, spins and categories; take mala",
        "--method gibbs --step 1 | gibbs draws every site anew and has no step; leave it out",
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
