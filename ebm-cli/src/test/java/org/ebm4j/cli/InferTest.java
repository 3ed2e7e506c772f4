package org.ebm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.ebm4j.api.expr.Maths.sq;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.net.Mlp;
import org.ebm4j.api.space.Space;
import org.ebm4j.cli.terminal.Exit;
import org.ebm4j.viz.record.Json;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `ebm infer`, asked about energies whose answers are known.
class InferTest {
  /// A point of the plane.
  public record Point(float x, float y) {}

  @TempDir static Path temporary;
  private static String himmelblau;
  private static String line;
  private static String net;

  @BeforeAll
  static void save() throws IOException {
    Path folder = temporary.resolve("himmelblau");
    Energy.over(Space.of(new Point(0, 0)).box(-5, 5))
        .plus("first", p -> sq(p.get(Point::x).squared().plus(p.get(Point::y)).minus(11)))
        .plus("second", p -> sq(p.get(Point::x).plus(p.get(Point::y).squared()).minus(7)))
        .save(folder);
    himmelblau = folder.toString();
    folder = temporary.resolve("line");
    Energy.over(Space.real(2), Space.real(3))
        .plus("fit", (x, y) -> sq(y.slice(0, 0, 2).minus(x)))
        .plus("sum", .5, (_, y) -> y.sum().squared())
        .save(folder);
    line = folder.toString();
    Mlp mlp = Mlp.of("net", 2, 8, 1);
    folder = temporary.resolve("net");
    Energy.over(Space.real(2))
        .plus("net", y -> mlp.of(y).sum())
        .plus("prior", .5, y -> sq(y))
        .initial(3)
        .save(folder);
    net = folder.toString();
  }

  private static Map<String, Json> json(String... words) {
    String[] all = Arrays.copyOf(words, words.length + 1);
    all[words.length] = "--json";
    Spoken ebm = Spoken.ebm(all);
    assertThat(ebm.code).as(String.join("\n", ebm.err)).isEqualTo(Exit.DONE);
    return Folders.object(ebm.out);
  }

  @Test
  void findsTheNearestMinimumWithEverythingAboutIt() {
    Map<String, Json> found = json("infer", himmelblau, "--start", "{\"x\": 2.5, \"y\": 2.5}");

    Map<String, Json> point = Folders.fields(found, "point");
    assertThat(Folders.number(point, "x")).isCloseTo(3, within(1e-6));
    assertThat(Folders.number(point, "y")).isCloseTo(2, within(1e-6));
    assertThat(Folders.number(found, "energy")).isCloseTo(0, within(1e-10));
    assertThat(Folders.number(found, "gradient_norm")).isLessThan(1e-6);
    assertThat(Folders.fields(found, "terms")).containsOnlyKeys("first", "second");
    assertThat(Folders.number(Folders.fields(found, "counts"), "gradients")).isPositive();
    assertThat(found).containsEntry("outcome", Json.of("converged"));
  }

  @ParameterizedTest
  @CsvSource({"steepest,", "gradient,0.01", "momentum,0.001", "nesterov,0.001", "adam,0.05"})
  void everyMethodGetsThere(String method, String step) {
    String[] words = {"infer", himmelblau, "--start", "[2.5, 2.5]", "--method", method};
    String[] all = step == null ? words : Arrays.copyOf(words, 8);
    if (step != null) {
      all[6] = "--step";
      all[7] = step;
    }

    Map<String, Json> point = Folders.fields(json(all), "point");

    assertThat(Folders.number(point, "x")).isCloseTo(3, within(1e-3));
    assertThat(Folders.number(point, "y")).isCloseTo(2, within(1e-3));
  }

  /// What `./ebm` makes its start-up cache with; were it refused, starts would be slow in silence.
  @Test
  void theProblemOfTheStartUpCacheIsSolved() {
    assertThat(json("infer", "src/main/aot/himmelblau", "--start", "[2, 1]"))
        .containsEntry("outcome", Json.of("converged"));
  }

  @Test
  void allFourValleys() {
    List<Json> minima =
        ((Json.Arr) json("infer", himmelblau, "--minima", "64", "--seed", "1").get("minima"))
            .items();

    assertThat(minima)
        .hasSize(4)
        .allSatisfy(m ->
            assertThat(Folders.number(((Json.Obj) m).fields(), "energy"))
                .isCloseTo(0, within(1e-8)));
  }

  @Test
  void valleysOfANetwork() {
    assertThat(((Json.Arr) json("infer", net, "--minima", "8").get("minima")).items()).isNotEmpty();
  }

  @Test
  void observationsAreGivenAndKnownNumbersKept() {
    Map<String, Json> all = json("infer", line, "--given", "[1, 2]");
    Map<String, Json> part = json("infer", line, "--given", "1, 2", "--known", "[null, 5, null]");

    assertThat(Folders.numbers(all.get("point")))
        .containsExactly(new double[] {1, 2, -3}, within(1e-5));
    assertThat(Folders.numbers(part.get("point")))
        .containsExactly(new double[] {1, 5, -6}, within(1e-5));
    assertThat(Folders.number(part, "energy")).isCloseTo(9, within(1e-9));
  }

  @Test
  void pointsOfFiles() throws IOException {
    Path rows = Files.writeString(temporary.resolve("rows.csv"), "a,b\n7,8\n1,2\n");
    Path point = Files.writeString(temporary.resolve("point.json"), "[1, 2]");

    assertThat(json("infer", line, "--given", rows + "#1").get("point"))
        .isEqualTo(json("infer", line, "--given", point.toString()).get("point"));
  }

  @Test
  void peopleReadLines() {
    Spoken ebm = Spoken.ebm("infer", himmelblau, "--start", "[2.5, 2.5]");

    assertThat(ebm.out.lines().toList())
        .hasSize(4)
        .anyMatch(line -> line.startsWith("E = "))
        .contains("x = 3.00000", "y = 2.00000")
        .anyMatch(line -> line.startsWith("converged after "));
    assertThat(ebm.err).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "H --start [1] | --start: found 1 numbers; it should be a point of 2 numbers (x [], y [])",
        "H --start [1,null] | --start: number 1 is missing; give all 2",
        "H --start {\"z\":1} | --start: there is no component 'z'; it should be a point of 2 numbers (x [], y [])",
        "H --start nowhere.csv | --start: there is no file nowhere.csv; give numbers as in '[0.3, 1.2]', or a file",
        "H --start [1,2 | --start: JSON: wanted",
        "H --given [1,2] | --given: the energy has no observation; numbers of the answer are given with --known",
        "H --known [1,2] | --known: nothing is left to ask for; write null where a number is asked",
        "H --method newton | there is no method 'newton'; there are lbfgs",
        "H --step 0.1 | --step means nothing to lbfgs",
        "H --method adam --step -1 | Adam: the step",
        "H --minima 0 | --minima asks for 0 starts; give 1 to 100000",
        "H --minima 4 --start [1,2] | --start and --minima cannot both say where to begin",
        "H --precision f16 | --precision is 'f16'; give f32 or f64",
        "H --tolerance -1 | Stop: the gradient's norm should be at least 0",
        "L | the energy has an observation, real [2]; give it with --given",
        "/nowhere/at/all | /nowhere/at/all holds no energy.json; give a folder that an energy was saved in"
      })
  void whatDoesNotFitIsRefusedInOneSentence(String words, String sentence) {
    String[] all = ("infer " + words.replace("H", himmelblau).replaceFirst("^L", line)).split(" ");

    Spoken ebm = Spoken.ebm(all);

    assertThat(ebm.code).as(String.join("\n", ebm.err)).isEqualTo(Exit.REFUSED);
    assertThat(ebm.out).isEmpty();
    assertThat(ebm.err).singleElement().asString().contains(sentence);
  }

  @Test
  void damagedFilesAreRefusedInOneSentence() throws IOException {
    Path folder = temporary.resolve("damaged");
    Files.createDirectories(folder);
    byte[] energy = Files.readAllBytes(Path.of(net, "energy.json"));
    byte[] weights = Files.readAllBytes(Path.of(net, "weights.safetensors"));
    byte[] other = Files.readAllBytes(Path.of(line, "energy.json"));
    byte[] huge = weights.clone();
    Arrays.fill(huge, 0, 8, (byte) 0x7f);
    byte[][][] broken = {
      {energy, Arrays.copyOf(weights, weights.length / 2)},
      {energy, huge},
      {energy, new byte[0]},
      {Arrays.copyOf(energy, energy.length / 2), weights},
      {"{}".getBytes(java.nio.charset.StandardCharsets.UTF_8), weights},
      {"[".repeat(100_000).getBytes(java.nio.charset.StandardCharsets.UTF_8), weights},
      {other, weights},
    };
    for (byte[][] files : broken) {
      Files.write(folder.resolve("energy.json"), files[0]);
      Files.write(folder.resolve("weights.safetensors"), files[1]);

      Spoken ebm = Spoken.ebm("infer", folder.toString());

      assertThat(ebm.code).as(String.join("\n", ebm.err)).isEqualTo(Exit.REFUSED);
      assertThat(ebm.err).hasSize(1);
    }
    Files.write(folder.resolve("energy.json"), energy);
    Files.delete(folder.resolve("weights.safetensors"));
    assertThat(Spoken.ebm("infer", folder.toString()).err)
        .singleElement()
        .asString()
        .contains("weights.safetensors");
  }
}
