package org.ebm4j.api.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ebm4j.api.expr.Maths.layerNorm;
import static org.ebm4j.api.expr.Maths.sq;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.net.Mlp;
import org.ebm4j.api.save.SavedGraph;
import org.ebm4j.api.space.Nothing;
import org.ebm4j.api.space.Point;
import org.ebm4j.api.space.Space;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// A saved energy is the energy, in a process that has none of its code too.
class SavedEnergyTest {
  record Frame(float[] pixels) {}

  record Motion(float dx, float dy) {}

  @TempDir private Path folder;

  /// Most of the operations, a network, bounds and all three roles.
  private static Energy<Frame, Motion, float[]> energy() {
    Mlp decoder = Mlp.of("decoder", 5, 8, 4);
    return Energy.over(
            Space.of(new Frame(new float[4])),
            Space.of(new Motion(0, 0)).box(Motion::dx, -1, Double.POSITIVE_INFINITY),
            Space.real(3))
        .plus("fit", (x, y, z) -> sq(x.get(Frame::pixels).minus(decoder.of(y, z))))
        .plus("norm", .25, (_, y, z) -> layerNorm(Expr.concat(0, y, z), 1e-3).max())
        .plus(
            "shape",
            -.5,
            (_, y, z) -> z.reshape(3, 1).matmul(y.reshape(1, 2)).transpose().logSumExp())
        .plus(
            "choice",
            (_, y, _) ->
                y.at(0).lessThan(y.at(1)).choose(y.at(0).exp(), y.at(1).tanh().stopGradient()))
        .initial(3);
  }

  private static Evaluation at(Energy<Point, Point, Point> loaded, Frame x, Motion y, float[] z) {
    Point px = loaded.xs().decode(Space.of(x).encode(x));
    Point py = loaded.ys().decode(Space.of(y).encode(y));
    Point pz = loaded.zs().decode(Space.real(3).encode(z));
    return loaded.given(px).on(Engine.named("reference")).in(Precision.F64).at(py, pz);
  }

  @Test
  void loadsAsTheSameEnergy() throws IOException {
    Energy<Frame, Motion, float[]> energy = energy();
    energy.save(folder);
    Energy<Point, Point, Point> loaded = Energy.load(folder);
    Frame x = new Frame(new float[] {1, 2, -1, .5f});
    Motion y = new Motion(.3f, -.7f);
    float[] z = {.1f, 2, -3};
    assertThat(at(loaded, x, y, z))
        .isEqualTo(energy.given(x).on(Engine.named("reference")).in(Precision.F64).at(y, z));
    assertThat(loaded.toJson()).isEqualTo(energy.toJson());
    assertThat(loaded.parameters().names())
        .containsExactlyInAnyOrderElementsOf(energy.parameters().names());
    assertThat(loaded.ys().layout()).isEqualTo(energy.ys().layout());
    assertThat(energy().toJson()).isEqualTo(energy.toJson()); // declared twice, the same text
  }

  @Test
  void anObservationMadeIsSavedWithIt() throws IOException {
    Given<float[], Nothing> near =
        Energy.over(Space.real(2), Space.real(2))
            .plus("near", (x, y) -> sq(x.minus(y)))
            .given(new float[] {1, 2});
    near.save(folder);
    Energy<Point, Point, Point> loaded = Energy.load(folder);
    Given<Point, Point> open = loaded.given(loaded.xs().decode()).on(Engine.named("reference"));
    assertThat(open.at(loaded.ys().decode(1, 5), loaded.zs().decode()).energy()).isEqualTo(9);
  }

  /// Runs in a process of its own.
  static final class Reader {
    public static void main(String[] arguments) throws IOException {
      Energy<Point, Point, Point> loaded = Energy.load(Path.of(arguments[0]));
      Given<Point, Point> given =
          loaded
              .given(loaded.xs().decode(1, 2, -1, .5))
              .on(Engine.named("reference"))
              .in(Precision.F64);
      System.out.println(
          given.at(loaded.ys().decode(.25, -.75), loaded.zs().decode(.5, 2, -3)).energy());
    }
  }

  @Test
  void runsWhereItsCodeIsMissing() throws Exception {
    Energy<Frame, Motion, float[]> energy = energy();
    energy.save(folder.resolve("saved"));
    Path classes = folder.resolve("classes/org/ebm4j/api/energy");
    Files.createDirectories(classes);
    String reader = "SavedEnergyTest$Reader.class";
    try (var bytes = SavedEnergyTest.class.getResourceAsStream(reader)) {
      Files.copy(Objects.requireNonNull(bytes), classes.resolve(reader));
    }
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                folder.resolve("classes") + File.pathSeparator + library(),
                Reader.class.getName(),
                folder.resolve("saved").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    double expected =
        energy
            .given(new Frame(new float[] {1, 2, -1, .5f}))
            .on(Engine.named("reference"))
            .in(Precision.F64)
            .at(new Motion(.25f, -.75f), new float[] {.5f, 2, -3})
            .energy();
    assertThat(printed.strip()).isEqualTo(Double.toString(expected));
  }

  /// The library and what it needs, without the tests' own classes.
  private static String library() {
    return Stream.of(Energy.class, JsonFactory.class, LoggerFactory.class)
        .map(SavedEnergyTest::location)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String location(Class<?> type) {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath()).toString();
  }

  @Test
  void isReadableAndHoldsTheGraphInItsCanonicalForm() {
    Given<float[], Nothing> energy = Energy.over(Space.real(2)).plus("bowl", .5, y -> sq(y));
    String text = energy.toJson();
    assertThat(text)
        .startsWith("{\"format\":\"ebm4j energy\",\"version\":1,\"x\":{\"type\":\"Nothing\"")
        .contains(",\"terms\":[{\"name\":\"bowl\",\"coefficient\":0.5}],\"graph\":");
    String graph = text.substring(text.indexOf("\"graph\":") + 8, text.length() - 1);
    List<Node> roots = SavedGraph.read(graph);
    assertThat(SavedGraph.write(roots)).isEqualTo(graph);
    assertThat(roots).extracting(Node::term).containsExactly("bowl");
  }

  @Test
  void whatIsDamagedIsRefusedInOneSentence() {
    String good = energy().toJson();
    assertRefused("", "it is no object; save it again");
    assertRefused("[]", "it is no object; save it again");
    assertRefused(good.substring(0, 60), "it is not JSON (Unexpected end-of-input");
    assertRefused(good + "{}", "it goes on after its end; save it again");
    assertRefused(good.replace("ebm4j energy", "onnx"), "its format is 'onnx'; save it again");
    assertRefused(
        good.replace("\"version\":1,\"x\"", "\"version\":2,\"x\""),
        "it is of version 2, but this program reads version 1; save it again");
    assertRefused(good.replace("\"z\":{", "\"w\":{"), "its next field should be 'z'");
    assertRefused(good.replace("\"terms\":[", "\"terms\":[7,"), "'terms' holds something other");
    assertRefused(
        good.replace("\"coefficient\":0.25", "\"coefficient\":\"big\""),
        "the coefficient of term 1 is no number");
    assertRefused(
        good.replace("{\"name\":\"norm\",", "{\"name\":7,"), "the name of term 1 is no word");
    assertRefused(
        good.replace("\"coefficient\":0.25", "\"coefficient\":0.25,\"colour\":1"),
        "term 1 has more than a name and a coefficient");
    assertRefused(
        good.replace("\"coefficient\":0.25", "\"coefficient\":1e999"),
        "norm: the coefficient should be finite, found Infinity");
    assertRefused(
        good.replace("\"name\":\"norm\"", "\"name\":\"fit\""), "already has a term 'fit'");
  }

  @Test
  void aDamagedGraphOrSpaceIsRefusedWithItsPlace() {
    String good = energy().toJson();
    assertRefused(
        good.replaceFirst("\"op\":\"matmul\"", "\"op\":\"conv\""),
        "has the operation 'conv', unknown to this version");
    assertRefused(good.replace("\"tanh\"", "\"sinh\""), "has 'sinh' as 'function'");
    assertRefused(
        good.replaceFirst("\"in\":\\[[0-9]+", "\"in\":[99999"),
        "takes node 99999, which does not come before it");
    assertRefused(
        good.replaceFirst("\"roots\":\\[[0-9]+", "\"roots\":[99999"), "a root names node 99999 of");
    assertRefused(
        good.replaceFirst("\"roots\":\\[[0-9]+,", "\"roots\":["),
        "it has 4 terms, but its graph has 3 roots");
    assertRefused(
        good.replace("\"name\":\"z\",\"shape\":[3]", "\"name\":\"w\",\"shape\":[3]"),
        "it has an input 'w' of shape [3] that none of its spaces has");
    assertRefused(
        good.replace("\"spread\":1.0", "\"spread\":-1.0"), "the spread of starts must be");
    assertRefused(
        good.replaceFirst("\"shape\":\\[4\\]", "\"shape\":[4000000000]"), "cannot read a space");
    assertRefused(
        good.replaceFirst("\"shape\":\\[4\\]", "\"shape\":[20000000]"), "has more than 16777216");
  }

  /// Any cut and any changed letter is refused in a sentence, or read as another energy; nothing
  /// else.
  @Test
  void damageAnywhereIsASentence() {
    String text = energy().toJson();
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 3000; i++) {
      int at = random.nextInt(text.length());
      String damaged =
          i % 3 == 0
              ? text.substring(0, at)
              : text.substring(0, at) + (char) (32 + random.nextInt(95)) + text.substring(at + 1);
      try {
        EnergyReader.read(damaged);
      } catch (IllegalArgumentException refused) {
        assertThat(refused).hasMessageStartingWith("cannot read the energy: ");
      }
    }
  }

  private static void assertRefused(String text, String message) {
    assertThatThrownBy(() -> EnergyReader.read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("cannot read the energy: ")
        .hasMessageContaining(message);
  }

  @Test
  void missingOrForeignFilesAreRefused() throws IOException {
    assertThatThrownBy(() -> Energy.load(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("it should hold energy.json and weights.safetensors");
    energy().save(folder);
    Files.writeString(folder.resolve("energy.json"), energy().times(2).toJson());
    assertThatThrownBy(() -> Energy.load(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("belong to another energy.json");
    assertThat(List.of(folder.toFile().list()))
        .containsExactlyInAnyOrder("energy.json", "weights.safetensors");
  }
}
