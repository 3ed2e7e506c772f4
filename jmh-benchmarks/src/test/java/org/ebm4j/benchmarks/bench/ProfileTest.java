package org.ebm4j.benchmarks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ebm4j.viz.record.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Solvers side by side.
class ProfileTest {
  private static List<Json> items(Json json) {
    return ((Json.Arr) json).items();
  }

  @Test
  void aProfileIsAPictureAndTheCostOfEverySolverOnEveryProblem(@TempDir Path folder) {
    Spoken bench =
        Spoken.bench("--profile", "--steps", "100", "--json", "--out", folder.toString());

    assertThat(bench.code()).as(bench.err()).isZero();
    Map<String, Json> found = ((Json.Obj) Json.parse(bench.out())).fields();
    List<Json> solvers = items(found.get("solvers"));
    List<Json> gradients = items(found.get("gradients"));
    assertThat(gradients).hasSameSizeAs(solvers).hasSizeGreaterThan(3);
    assertThat(gradients)
        .allSatisfy(row -> assertThat(items(row)).hasSameSizeAs(items(found.get("problems"))));
    assertThat(solvers.getFirst()).isEqualTo(Json.of("L-BFGS, memory 10"));
    assertThat(items(gradients.getFirst()).stream().filter(cost -> !(cost instanceof Json.Null)))
        .hasSizeGreaterThan(20)
        .allSatisfy(cost -> assertThat(cost.asDouble()).isBetween(2.0, 300.0));
    assertThat(folder.resolve("profile.png")).isNotEmptyFile();
    assertThat(folder.resolve("profile.json")).isNotEmptyFile();
  }
}
