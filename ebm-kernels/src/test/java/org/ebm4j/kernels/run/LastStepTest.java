package org.ebm4j.kernels.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Computation.Carry;
import org.ebm4j.api.engine.Computation.Output;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.graph.Init;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.LastStep;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.lower.Lowering;
import org.ebm4j.kernels.plain.PlainEngine;
import org.junit.jupiter.api.Test;

/// What only outputs need runs in a call's last step, and every block is the same as if it ran in
/// all of them.
class LastStepTest {
  /// x ← tanh(W x) + t, t ← ½Σx²: t is read in the next step, W x by a later kernel of the same.
  /// Outputs Σeˣ, and Σx² once more.
  private static Computation turning() {
    Expr x = Expr.of(Node.leaf(new Op.Input("x"), Shape.of(9)));
    Expr t = Expr.of(Node.leaf(new Op.Input("t"), Shape.SCALAR));
    Expr w = Expr.of(Node.leaf(new Op.Parameter("w", new Init.FanIn(1)), Shape.of(9, 9)));
    Expr squares = x.squared().sum();
    List<Carry> carries =
        List.of(
            new Carry(x.node(), w.matmul(x).tanh().plus(t).node()),
            new Carry(t.node(), squares.times(.5).node()));
    List<Output> outputs =
        List.of(new Output("e", x.exp().sum().node()), new Output("s", squares.node()));
    return new Computation("turning", carries, outputs);
  }

  private static List<Kernel> resting(Computation computation) {
    LoopProgram program = Lowering.lower(computation, Precision.F32, true);
    boolean[] rests = LastStep.of(program, 1);
    List<Kernel> kernels = program.phases().get(1).kernels();
    return IntStream.range(0, rests.length).filter(i -> rests[i]).mapToObj(kernels::get).toList();
  }

  @Test
  void nothingThatACarryDependsOnRests() {
    Computation all = turning();
    LoopProgram program = Lowering.lower(all, Precision.F32, true);
    assertThat(resting(all)).noneMatch(kernel -> kernel.writes(program.leaves().get("x")));
    assertThat(resting(all)).noneMatch(kernel -> kernel.writes(program.leaves().get("t")));
  }

  @Test
  void whatOnlyAnOutputNeedsRests() {
    Expr x = Expr.of(Node.leaf(new Op.Input("x"), Shape.of(9)));
    Expr rows = x.reshape(3, 3).exp().sum(1); // over other loops than the step
    Computation step =
        new Computation(
            "step",
            List.of(new Carry(x.node(), x.times(.5).node())),
            List.of(new Output("rows", rows.node())));
    assertThat(resting(step)).isNotEmpty();
  }

  @Test
  void whereNothingIsCarriedAllRun() {
    Expr x = Expr.of(Node.leaf(new Op.Input("x"), Shape.of(9)));
    List<Output> outputs = List.of(new Output("rows", x.exp().node()));
    assertThat(resting(new Computation("rows", List.of(), outputs))).isEmpty();
  }

  @Test
  void aCallForManyStepsIsManyCallsForOne() {
    for (Engine engine : List.of(Engine.best(), new PlainEngine())) {
      for (int chains : new int[] {1, 33}) {
        assertThat(blocks(engine, chains, 7, 1)).isEqualTo(blocks(engine, chains, 1, 7));
      }
    }
  }

  private static List<List<Float>> blocks(Engine engine, int chains, int steps, int calls) {
    try (Run run = engine.compile(turning(), Precision.F32).start(chains, 1)) {
      double[] start = IntStream.range(0, 9 * chains).mapToDouble(i -> .01 * (i % 7)).toArray();
      run.block("x").set(start);
      run.block("w").set(IntStream.range(0, 81).mapToDouble(i -> .1 * (i % 5 - 2)).toArray());
      for (int call = 0; call < calls; call++) {
        run.step(steps);
      }
      return List.of(floats(run, "x"), floats(run, "t"), floats(run, "e"), floats(run, "s"));
    }
  }

  private static List<Float> floats(Run run, String block) {
    float[] values = run.block(block).toFloats();
    return IntStream.range(0, values.length).mapToObj(i -> values[i]).toList();
  }
}
