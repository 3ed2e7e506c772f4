package org.ebm4j.kernels.lower;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Computation.Output;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.graph.Init;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Nodes;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.kernels.loop.Buffer.Region;
import org.ebm4j.kernels.loop.Code;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.loop.Phase;
import org.ebm4j.kernels.loop.Primitive;
import org.junit.jupiter.api.Test;

/// What is cheaper to compute again than to store is computed where it is read.
class LevelsTest {
  private static final int SIZE = 40;
  private static final Expr X = leaf(new Op.Input("x"), SIZE);
  private static final Expr W = leaf(new Op.Parameter("w", new Init.FanIn(1)), SIZE, SIZE);
  private static final Expr H = W.matmul(X).exp();
  private static final Expr MEAN = H.batchMean();

  private static Expr leaf(Op op, int... dims) {
    return Expr.of(Node.leaf(op, Shape.of(dims)));
  }

  /// The outer product of two arrays summed over the chains.
  private static Expr contraction(Expr a, Expr b) {
    return Expr.of(Nodes.batchContract(a.reshape(SIZE, 1).node(), b.reshape(SIZE, 1).node()));
  }

  private static LoopProgram lower(Expr... results) {
    List<Output> outputs = new ArrayList<>();
    for (Expr result : results) {
      outputs.add(new Output("o" + outputs.size(), result.node()));
    }
    return Lowering.lower(new Computation("c", List.of(), outputs), Precision.F32, true);
  }

  /// Arrays of all chains that are kept from phase to phase.
  private static long stored(LoopProgram program) {
    return program.bytes(Region.CHAIN) / (4L * 32 * SIZE);
  }

  /// The nests on chains with a division.
  private static long dividing(LoopProgram program) {
    return program.phases().stream()
        .filter(phase -> !phase.shared())
        .map(Phase::kernels)
        .flatMap(List::stream)
        .filter(kernel -> kernel instanceof Kernel.Nest nest && divides(nest))
        .count();
  }

  private static boolean divides(Kernel.Nest nest) {
    return nest.tail().stream()
        .anyMatch(code -> code instanceof Code.Apply apply && apply.primitive() == Primitive.DIV);
  }

  @Test
  void whatCanBeMadeOfWhatIsThereAnywayIsNotStored() {
    Expr late = H.minus(MEAN);
    Expr slope = Expr.of(1).over(H.plus(2)); // of H alone, read when the mean is known
    LoopProgram one = lower(contraction(late, H));
    LoopProgram both = lower(contraction(late.times(slope), H));
    assertThat(stored(both)).isEqualTo(stored(one));
    assertThat(dividing(both)).isOne();
  }

  /// Random program 3736: its place was asked for in the first phase.
  @Test
  void whatIsAlsoAskedForInAnotherShapeHasAPlaceBeforeItsView() {
    Expr slope = Expr.of(1).over(H.plus(2));
    LoopProgram program = lower(H.minus(MEAN).times(slope), slope.reshape(2, SIZE / 2), H);
    assertThat(dividing(program)).isOne();
  }

  @Test
  void whatWouldKeepSomethingElseAliveIsStored() {
    Expr a = W.matmul(H);
    Expr b = W.matmul(a.tanh());
    Expr apart = a.minus(b).times(2); // one array instead of two
    LoopProgram program = lower(H.minus(MEAN).times(apart).batchMean());
    LoopProgram twin = lower(H.minus(MEAN).times(apart).plus(a).times(b).batchMean());
    assertThat(stored(twin)).as("with both read later").isEqualTo(stored(program) + 1);
  }
}
