package org.ebm4j.kernels.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Objects;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Computation.Carry;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.graph.Node;
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
                  Objects.requireNonNull(prepared.plan((Kernel.Nest) nest))
                      .tail()
                      .formulas()
                      .size())
              .max()
              .orElseThrow();
      assertThat(most).isGreaterThan(1);
      assertThat(after(VectorEngine.cold(), functions(), precision, 70, 2))
          .containsExactly(after(new PlainEngine(), functions(), precision, 70, 2));
    }
  }

  /// Plain first, and kernels from where they are worth it: nothing is seen of that in the bits.
  @Test
  void aRunThatGoesOnForLongGetsKernelsAndKeepsItsBits() {
    VectorExecutor executor =
        new VectorExecutor(Lowering.lower(walk(), Precision.F32, true), 1_000_000);
    executor.expect(10);
    assertThat(executor.isWarm()).isFalse();
    executor.expect(2_000_000);
    assertThat(executor.isWarm()).isTrue();
    double[] wanted = after(new PlainEngine(), walk(), Precision.F32, 1000, 90, 30);
    assertThat(after(new VectorEngine(), walk(), Precision.F32, 1000, 90, 30))
        .containsExactly(wanted);
  }
}
