package org.ebm4j.kernels.lower;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Computation.Carry;
import org.ebm4j.api.engine.Computation.Output;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.expr.Leaf;
import org.ebm4j.api.graph.Init;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.Lanes;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.loop.Phase;
import org.junit.jupiter.api.Test;

/// Chain by chain, a product's lanes run along its rows where that pays for a copy of the factor.
class TurnedFactorsTest {
  /// W y, chain by chain; with a number that all chains share and every step changes, as solvers
  /// keep some, if so wanted.
  private static LoopProgram product(int m, int k, boolean shared) {
    Expr y = Leaf.input("y", k);
    Expr c = Leaf.parameter("w", new Init.FanIn(1), m, k).matmul(y);
    List<Carry> carries = new ArrayList<>();
    if (shared) {
      Expr t = Leaf.parameter("t", new Init.FanIn(1), 1);
      carries.add(new Carry(t.node(), t.times(.9).node()));
    }
    Computation step = new Computation("product", carries, List.of(new Output("c", c.node())));
    return Lowering.lower(step, Precision.F32, false);
  }

  private static Lanes lanes(LoopProgram program) {
    return program.phases().stream()
        .filter(phase -> phase.kind() == Phase.Kind.CHAINS)
        .flatMap(phase -> phase.kernels().stream())
        .filter(Kernel.MatMul.class::isInstance)
        .map(kernel -> ((Kernel.MatMul) kernel).lanes())
        .findFirst()
        .orElseThrow();
  }

  private static boolean copies(LoopProgram program) {
    return !program.phases().getFirst().kernels().isEmpty();
  }

  @Test
  void aFactorOfManyRowsIsTurned() {
    LoopProgram turned = product(128, 128, false);
    assertThat(lanes(turned)).isEqualTo(new Lanes.Along(0));
    assertThat(copies(turned)).isTrue();
    assertThat(lanes(product(16, 64, false))).isEqualTo(new Lanes.Along(0));
  }

  /// Every term waits for the one before it, and few rows leave nothing to do meanwhile.
  @Test
  void oneOfFewLongRowsIsNot() {
    assertThat(lanes(product(16, 784, false))).isEqualTo(new Lanes.Along(1));
    assertThat(copies(product(16, 784, false))).isFalse();
  }

  /// The copy would be made again in every step.
  @Test
  void noneIsWhereSomethingSharedChangesFromStepToStep() {
    LoopProgram changing = product(128, 128, true);
    assertThat(lanes(changing)).isEqualTo(new Lanes.Along(1));
    assertThat(changing.buffers()).noneMatch(buffer -> buffer.name().equals("copied"));
    assertThat(product(128, 128, false).buffers())
        .anyMatch(buffer -> buffer.name().equals("copied"));
  }
}
