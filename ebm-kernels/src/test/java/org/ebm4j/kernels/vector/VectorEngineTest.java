package org.ebm4j.kernels.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Computation.Carry;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.graph.Init;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Nodes;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.random.Purpose;
import org.ebm4j.api.random.RandomStream;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.lower.Lowering;
import org.ebm4j.kernels.plain.PlainEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
@Tag("vector")
class VectorEngineTest {
  @BeforeEach
  void runsHere() {
    assumeTrue(new VectorEngine().unavailable().isEmpty(), "the vector module is not loaded");
  }

  private static Expr input(int size) {
    return Expr.of(Node.leaf(new Op.Input("y"), Shape.of(size)));
  }

  /// y ← function of function of … y, more than one method should hold.
  private static Computation functions() {
    Expr y = input(5);
    Expr next = y;
    for (int i = 0; i < 8; i++) {
      next = next.softplus().minus(next.times(.5)).exp().log().tanh().times(3);
    }
    return new Computation("functions", List.of(new Carry(y.node(), next.node())), List.of());
  }

  private static Computation walk() {
    Expr y = input(16);
    Expr noise =
        Expr.of(Node.leaf(new Op.Noise(Op.Noise.Law.NORMAL, Purpose.NOISE.code(), 0), y.shape()));
    Node next = y.times(.9).plus(noise.times(.1)).node();
    return new Computation("walk", List.of(new Carry(y.node(), next)), List.of());
  }

  private static double[] after(
      Engine engine, Computation computation, Precision precision, int chains, int... steps) {
    try (Run run = engine.compile(computation, precision).start(chains, 1)) {
      double[] values = new double[chains * computation.leaves().getFirst().shape().size()];
      RandomStream.of(1, Purpose.DATA, 0, 0).normals(values);
      run.block("y").set(values);
      for (int count : steps) {
        run.step(count);
      }
      return run.block("y").toArray();
    }
  }

  @Test
  void longCodeBecomesManyFormulasAndKeepsItsBits() {
    for (Precision precision : Precision.values()) {
      LoopProgram program = Lowering.lower(functions(), precision, true);
      Prepared prepared = new Prepared(program);
      int most =
          program.phases().stream()
              .flatMap(phase -> phase.kernels().stream())
              .filter(Kernel.Nest.class::isInstance)
              .mapToInt(nest ->
                  Objects.requireNonNull(prepared.plan((Kernel.Nest) nest)).tail().parts().size())
              .max()
              .orElseThrow();
      assertThat(most).isGreaterThan(1);
      assertThat(after(VectorEngine.cold(), functions(), precision, 70, 2))
          .containsExactly(after(new PlainEngine(), functions(), precision, 70, 2));
    }
  }

  /// Small calls stay on plain until their sum is worth a wait, which comes before a call's steps.
  @Test
  void kernelsAreWarmedBetweenCallsAlone() {
    LoopProgram program = Lowering.lower(walk(), Precision.F32, true);
    VectorExecutor executor = new VectorExecutor(program, 1_000_000);
    executor.expect(600_000);
    assertThat(executor.isWarm()).isFalse();
    executor.expect(600_000);
    assertThat(executor.isWarm()).isTrue();
  }

  /// Plain first, and kernels from where they are worth it: nothing is seen of that in the bits.
  @Test
  void aRunThatGetsKernelsKeepsItsBits() {
    double[] wanted = after(new PlainEngine(), walk(), Precision.F32, 1000, 9, 9, 9);
    assertThat(after(VectorEngine.warmAfter(15_000_000), walk(), Precision.F32, 1000, 9, 9, 9))
        .containsExactly(wanted);
  }

  /// Numbers of every size, and zeros, in any lane: rows in which one is too small are computed
  /// with care, and the others are not touched by that.
  @Test
  void smallNumbersInAnyLaneKeepTheBits() {
    double[] values = new double[300 * 5];
    for (int i = 0; i < values.length; i++) {
      int size = i % 7 == 0 ? i * 31 % 277 - 149 : 0; // most lanes of most rows are ordinary
      values[i] = i % 11 == 0 ? 0 : (i % 2 == 0 ? 1.5 : -1.25) * Math.scalb(1.0, size);
    }
    double[][] found = new double[2][];
    Engine[] engines = {new PlainEngine(), VectorEngine.cold()};
    for (int e = 0; e < engines.length; e++) {
      try (Run run = engines[e].compile(functions(), Precision.F32).start(300, 1)) {
        run.block("y").set(values);
        run.step(1);
        found[e] = run.block("y").toArray();
      }
    }
    assertThat(found[1]).containsExactly(found[0]);
  }

  /// Softplus as a formula that watches: fewer vector operations, and in its place one that does
  /// not.
  @Test
  void ordinaryNumbersAreWatchedInsteadOfFlushed() {
    Expr y = input(5);
    Computation softplus =
        new Computation("softplus", List.of(new Carry(y.node(), y.softplus().node())), List.of());
    LoopProgram program = Lowering.lower(softplus, Precision.F32, true);
    Kernel.Nest nest =
        program.phases().stream()
            .flatMap(phase -> phase.kernels().stream())
            .filter(Kernel.Nest.class::isInstance)
            .map(Kernel.Nest.class::cast)
            .findFirst()
            .orElseThrow();
    Formula formula =
        Objects.requireNonNull(new Prepared(program).plan(nest))
            .tail()
            .parts()
            .getFirst()
            .formula();
    Formula.Watch watch = Objects.requireNonNull(formula.watch());
    assertThat(formula.weight()).isLessThan(watch.otherwise().weight());
    assertThat(watch.otherwise().watch()).isNull();
    assertThat(watch.floor()).isGreaterThan(Magnitudes.LOWEST);
  }

  /// Of 128 rows the places are known before; of a few they depend on the tiles of a group.
  @Test
  void distancesAreKnownWhereTheWalkIs() {
    for (int size : new int[] {3, 128}) {
      Expr y = input(size);
      Computation sums =
          new Computation("sums", List.of(new Carry(y.node(), y.times(y.sum()).node())), List.of());
      LoopProgram program = Lowering.lower(sums, Precision.F32, true);
      Prepared prepared = new Prepared(program);
      List<Steps> known =
          program.phases().stream()
              .flatMap(phase -> phase.kernels().stream())
              .filter(Kernel.Nest.class::isInstance)
              .map(nest -> prepared.steps((Kernel.Nest) nest))
              .filter(steps -> !steps.usual().foldsRows())
              .toList();
      assertThat(known).isNotEmpty().allMatch(steps -> steps.always() == (size == 128));
      assertThat(known).allMatch(steps -> steps.tail().stream().noneMatch(List::isEmpty));
      for (int chains : new int[] {1, 33, 1000}) {
        assertThat(after(VectorEngine.cold(), sums, Precision.F32, chains, 2))
            .containsExactly(after(new PlainEngine(), sums, Precision.F32, chains, 2));
      }
    }
  }

  /// A formula that watches may stop within a row, with which its careful twin goes on.
  @Test
  void theCarefulTakeNoMoreVectorsAtOnce() {
    Expr y = input(5);
    Node picked = Nodes.where(y.lessThan(0).node(), y.node(), y.times(1e-30).node());
    Computation logarithm =
        new Computation(
            "log", List.of(new Carry(y.node(), Expr.of(picked).log().node())), List.of());
    for (Computation computation : List.of(logarithm, functions(), walk())) {
      LoopProgram program = Lowering.lower(computation, Precision.F32, true);
      Prepared prepared = new Prepared(program);
      program.phases().stream()
          .flatMap(phase -> phase.kernels().stream())
          .filter(Kernel.Nest.class::isInstance)
          .map(nest -> Objects.requireNonNull(prepared.plan((Kernel.Nest) nest)))
          .flatMap(plan -> plan.tail().parts().stream())
          .map(Plan.Part::formula)
          .map(formula -> formula.watch() == null ? formula : formula.watch().otherwise())
          .forEach(careful ->
              assertThat(Trust.of(careful).together()).isGreaterThanOrEqualTo(careful.together()));
    }
  }

  /// One chain: whole groups of terms, rests of them, and numbers of rows that are no whole block.
  @Test
  void sumsAlongTheTermsKeepTheirBits() {
    for (Precision precision : Precision.values()) {
      for (int size : new int[] {5, 16, 19, 38}) {
        Expr y = input(size);
        Expr w = Expr.of(Node.leaf(new Op.Parameter("w", new Init.FanIn(1)), Shape.of(size, size)));
        Computation product =
            new Computation("product", List.of(new Carry(y.node(), w.matmul(y).node())), List.of());
        double[] weights = new double[size * size];
        RandomStream.of(1, Purpose.DATA, 1, 0).normals(weights);
        double[][] found = new double[2][];
        Engine[] engines = {new PlainEngine(), VectorEngine.cold()};
        for (int e = 0; e < engines.length; e++) {
          try (Run run = engines[e].compile(product, precision).start(1, 1)) {
            run.block("y").set(Arrays.copyOf(weights, size));
            run.block("w").set(weights);
            run.step(2);
            found[e] = run.block("y").toArray();
          }
        }
        assertThat(found[1]).containsExactly(found[0]);
      }
    }
  }
}
