package org.ebm4j.kernels.x86;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Computation.Output;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.interpret.ReferenceEngine;
import org.ebm4j.api.random.Purpose;
import org.ebm4j.api.random.RandomStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Emitted code means what the graph means, at every number of chains that straddles the lanes.
class NativeEngineTest {
  private static final int[] SIZES = {1, 2, 15, 16, 17, 31, 32, 33, 65, 200};
  private static final long SEED = 12345;

  private final Engine engine = new NativeEngine();

  @BeforeEach
  void needsMachineCode() {
    assumeTrue(engine.unavailable().isEmpty(), () -> engine.unavailable().orElseThrow());
  }

  static Stream<Computation> cases() {
    return Cases.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithTheInterpreter(Computation computation) {
    for (Precision precision : Precision.values()) {
      for (int chains : SIZES) {
        Map<String, double[]> values = values(computation, chains);
        Map<String, double[]> wanted =
            results(new ReferenceEngine(), computation, precision, values, chains);
        Map<String, double[]> found = results(engine, computation, precision, values, chains);
        for (String name : wanted.keySet()) {
          double error = error(wanted.get(name), found.get(name));
          assertThat(error)
              .as("%s, %s, %d chains, %s", computation.name(), precision, chains, name)
              .isLessThanOrEqualTo(precision == Precision.F32 ? 1e-4 : 3e-11);
        }
      }
    }
  }

  /// The comparison bites: results of other inputs are not accepted.
  @Test
  void otherInputsAreToldApart() {
    Computation computation =
        cases().filter(c -> c.name().equals("narrow net")).findFirst().orElseThrow();
    Map<String, double[]> values = values(computation, 33);
    Map<String, double[]> wanted = results(engine, computation, Precision.F32, values, 33);
    values.get("x")[65] += .01;
    Map<String, double[]> found = results(engine, computation, Precision.F32, values, 33);
    assertThat(error(wanted.get("g"), found.get("g"))).isGreaterThan(1e-4);
  }

  @Test
  void manyStepsAtOnceAreTheSameAsOneByOne() {
    Computation computation =
        cases().filter(c -> c.name().equals("langevin")).findFirst().orElseThrow();
    Map<String, double[]> values = values(computation, 100);
    try (Run together = engine.compile(computation, Precision.F32).start(100, SEED);
        Run single = engine.compile(computation, Precision.F32).start(100, SEED)) {
      values.forEach((name, v) -> together.block(name).set(v));
      values.forEach((name, v) -> single.block(name).set(v));
      together.step(7);
      for (int i = 0; i < 7; i++) {
        single.step(1);
      }
      assertThat(together.block("x").toFloats()).containsExactly(single.block("x").toFloats());
    }
  }

  @Test
  void aChainDoesNotSeeItsNeighbours() {
    Computation computation =
        cases().filter(c -> c.name().equals("langevin")).findFirst().orElseThrow();
    Map<String, double[]> values = values(computation, 100);
    float[] hundred = ends(computation, values, 100);
    float[] seventy = ends(computation, values, 70); // the same first rows
    assertThat(seventy).containsExactly(Arrays.copyOf(hundred, seventy.length));
  }

  private float[] ends(Computation computation, Map<String, double[]> values, int chains) {
    try (Run run = engine.compile(computation, Precision.F32).start(chains, SEED)) {
      values.forEach((name, v) ->
          run.block(name)
              .set(Arrays.copyOf(v, run.block(name).rows() * run.block(name).shape().size())));
      run.step(5);
      return run.block("x").toFloats();
    }
  }

  @Test
  void aProgramIsCompiledOnce() {
    Computation first = cases().findFirst().orElseThrow();
    Computation again = cases().findFirst().orElseThrow();
    assertThat(again).isNotSameAs(first);
    assertThat(engine.compile(again, Precision.F32)).isSameAs(engine.compile(first, Precision.F32));
    assertThat(engine.compile(again, Precision.F64))
        .isNotSameAs(engine.compile(first, Precision.F32));
  }

  @Test
  void aListingNamesEveryKernel() {
    Computation computation =
        cases().filter(c -> c.name().equals("langevin")).findFirst().orElseThrow();
    assertThat(engine.compile(computation, Precision.F32).explain())
        .contains(
            "langevin on native", "32 chains to a tile", "product 8×16", "random words", "bytes");
  }

  /// Operations and bytes of a tile, and why a nest is not part of the one before.
  @Test
  void aListingTellsWhatWasNotFusedAndWhy() {
    Expr x = Cases.input("x", 8);
    Expr w = Cases.parameter("w", 8, 8);
    Expr first = w.matmul(x.tanh()).plus(1);
    Expr total = first.squared().sum();
    Computation computation =
        new Computation(
            "two layers",
            List.of(),
            List.of(
                new Output("y", w.matmul(first).minus(x).node()), new Output("e", total.node())));
    assertThat(engine.compile(computation, Precision.F32).explain())
        .containsPattern("1 nest \\[8\\], .* 2048 B\n")
        .containsPattern("2 product 8×8·8×1 +4096 op +2304 B\n")
        .containsPattern("3 nest \\[\\] folding \\[8\\], .* B  waits for 2\n")
        .containsPattern("5 nest \\[8\\], .* B  waits for 4\n");
  }

  @Test
  void aRunTellsWhatItsPhasesTook() {
    Computation computation =
        cases().filter(c -> c.name().equals("langevin")).findFirst().orElseThrow();
    try (Run run = engine.compile(computation, Precision.F32).start(64, SEED)) {
      assertThat(run.explain()).isEqualTo("langevin: no steps done yet, so there are no times\n");
      run.step(3);
      assertThat(run.explain())
          .contains("langevin, 3 steps")
          .containsPattern(
              "phase 1 +[0-9.]+ us a step +at the limit +[0-9.]+ +share [01]\\.[0-9]{2}, of 0\\.[0-9]{2} that its instructions allow");
    }
  }

  static Map<String, double[]> values(Computation computation, int chains) {
    Map<String, double[]> values = new HashMap<>();
    int number = 0;
    for (Node leaf : computation.leaves()) {
      double[] array = new double[(leaf.varies() ? chains : 1) * leaf.shape().size()];
      RandomStream.of(SEED, Purpose.DATA, number++, 0).normals(array);
      double scale =
          leaf.op() instanceof Op.Setting
              ? .01
              : leaf.shape().rank() == 2 ? 1 / Math.sqrt(leaf.shape().dim(1)) : 1;
      for (int i = 0; i < array.length; i++) {
        array[i] = (float) (scale * array[i]); // exact in both precisions
      }
      values.put(Computation.nameOf(leaf), array);
    }
    return values;
  }

  static Map<String, double[]> results(
      Engine engine,
      Computation computation,
      Precision precision,
      Map<String, double[]> values,
      int chains) {
    List<String> names = new ArrayList<>();
    computation.outputs().forEach(output -> names.add(output.name()));
    computation.carries().forEach(carry -> names.add(Computation.nameOf(carry.leaf())));
    Map<String, double[]> results = new HashMap<>();
    try (Run run = engine.compile(computation, precision).start(chains, SEED)) {
      values.forEach((name, v) -> run.block(name).set(v));
      run.step(computation.carries().isEmpty() ? 1 : 3);
      names.forEach(name -> results.put(name, run.block(name).toArray()));
    }
    return results;
  }

  /// Largest difference, in units of the largest number.
  static double error(double[] wanted, double[] found) {
    double scale = 1e-3;
    double error = 0;
    for (int i = 0; i < wanted.length; i++) {
      scale = Math.max(scale, Math.abs(wanted[i]));
      boolean same = wanted[i] == found[i] || (Double.isNaN(wanted[i]) && Double.isNaN(found[i]));
      double difference = same ? 0 : Math.abs(wanted[i] - found[i]);
      error = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(error, difference);
    }
    return error / scale;
  }
}
