package org.ebm4j.benchmarks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.ebm4j.viz.record.Json;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The example of the README, compiled apart and found by class name.
class OwnTest {
  @TempDir static Path folder;

  @BeforeAll
  static void compile() throws Exception {
    Path sources = Files.createDirectories(folder.resolve("my"));
    Path spring =
        Files.writeString(
            sources.resolve("Spring.java"),
            """
            package my;

            import static org.ebm4j.api.expr.Maths.sq;

            import java.util.function.Supplier;
            import org.ebm4j.api.energy.Energy;
            import org.ebm4j.api.energy.Given;
            import org.ebm4j.api.space.Nothing;
            import org.ebm4j.api.space.Space;

            public class Spring implements Supplier<Given<float[], Nothing>> {
              public Given<float[], Nothing> get() {
                return Energy.over(Space.real(3))
                    .plus("spring", .5, y -> sq(y.minus(1)))
                    .plus("wall", y -> sq(sq(y)).times(.01));
              }
            }
            """);
    Path solver =
        Files.writeString(
            sources.resolve("Solver.java"),
            """
            package my;

            import java.util.function.Supplier;
            import org.ebm4j.api.energy.Method;
            import org.ebm4j.inference.minimise.Lbfgs;
            import org.ebm4j.inference.minimise.Stop;

            public class Solver implements Supplier<Method> {
              public Method get() {
                return Lbfgs.standard().until(Stop.standard().gradient(1e-3));
              }
            }
            """);
    Path closed = Files.writeString(sources.resolve("Closed.java"), "package my; class Closed {}");
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-d",
                folder.resolve("classes").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                spring.toString(),
                solver.toString(),
                closed.toString());
    assertThat(code).isZero();
  }

  private static Map<String, Json> row(Spoken bench) {
    List<Json> rows = ((Json.Arr) Json.parse(bench.out())).items();
    assertThat(rows).hasSize(1);
    return ((Json.Obj) rows.getFirst()).fields();
  }

  private static Spoken bench(String energy, String... more) {
    List<String> words =
        new java.util.ArrayList<>(
            List.of("--class-path", folder.resolve("classes").toString(), "--quick", "--json"));
    words.addAll(List.of("--energy", energy));
    words.addAll(List.of(more));
    return Spoken.bench(words.toArray(new String[0]));
  }

  @Test
  void anEnergyOfOnesOwnIsTimedByGradients() {
    Spoken bench = bench("my.Spring", "--starts", "100");

    assertThat(bench.code()).as(bench.err()).isZero();
    assertThat(row(bench))
        .containsEntry("row", Json.of("my.Spring"))
        .containsEntry("unit", Json.of("us/gradient"));
  }

  @Test
  void aSolverOfOnesOwnIsTimedByStartsAndSaysHowWellItDid() {
    Spoken bench = bench("my.Spring", "--solver", "my.Solver");

    assertThat(bench.code()).as(bench.err()).isZero();
    Map<String, Json> row = row(bench);
    assertThat(row)
        .containsEntry("row", Json.of("my.Spring by my.Solver"))
        .containsEntry("unit", Json.of("us/start"))
        .containsEntry("converged", Json.of(1.0));
    assertThat(row.get("gradients_per_start").asDouble()).isBetween(2.0, 50.0);
    assertThat(row.get("lowest_energy").asDouble()).isBetween(0.0, .1);
  }

  @Test
  void classesThatWillNotDoAreRefusedInASentence() {
    Map<String, String> wrong =
        Map.of(
            "my.Sprung",
                "there is no class my.Sprung on the class path; say where it is with --class-path",
            "my.Closed",
                "my.Closed cannot be made; it needs to be public, with a public constructor without arguments",
            "java.lang.Object",
                "java.lang.Object supplies no energy; let it implement Supplier<Given<Y, Z>>");
    wrong.forEach((name, sentence) -> {
      Spoken bench = bench(name);
      assertThat(bench.code()).isEqualTo(1);
      assertThat(row(bench)).containsEntry("failed", Json.of(sentence));
    });
    assertThat(row(bench("my.Spring", "--solver", "java.lang.Object")))
        .containsEntry(
            "failed",
            Json.of("java.lang.Object is no solver; let it implement Method, or Supplier<Method>"));
  }
}
