package org.ebm4j.kernels.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Computation.Carry;
import org.ebm4j.api.engine.Computation.Output;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.graph.Gradient;
import org.ebm4j.api.graph.Init;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.kernels.lower.Lowering;
import org.ebm4j.kernels.memory.Machine;
import org.ebm4j.kernels.plain.PlainExecutor;
import org.ebm4j.kernels.pool.Pool;
import org.ebm4j.kernels.x86.NativeEngine;
import org.junit.jupiter.api.Test;

/// A million chains: their memory is what they carry, and each does what it does among few.
class ManyChainsTest {
  private static final int MILLION = 1_000_003;
  private static final int SOME = 45;
  private static final int INPUTS = 2;
  private static final int HIDDEN = 32;
  private static final Pool POOL = new Pool(2);

  /// A Langevin step on a net of two inputs and two layers.
  ///
  /// @param outputs what else a step leaves of every chain
  private static Computation walk(boolean outputs) {
    Expr y = leaf(new Op.Input("y"), INPUTS);
    Expr h = leaf(new Op.Parameter("w0", new Init.FanIn(1)), HIDDEN, INPUTS).matmul(y).softplus();
    Expr g = leaf(new Op.Parameter("w1", new Init.FanIn(1)), HIDDEN, HIDDEN).matmul(h).softplus();
    Expr energy = g.sum().plus(y.squared().sum());
    Expr slope = Expr.of(Gradient.of(energy.node(), List.of(y.node())).getFirst());
    Expr noise = leaf(new Op.Noise(Op.Noise.Law.NORMAL, 1, 0), INPUTS);
    Expr next = y.minus(slope.times(.01)).plus(noise.times(.1));
    return new Computation(
        "walk",
        List.of(new Carry(y.node(), next.node())),
        outputs ? List.of(new Output("h", h.node())) : List.of());
  }

  private static Expr leaf(Op op, int... dims) {
    return Expr.of(Node.leaf(op, Shape.of(dims)));
  }

  private static LoopRun start(Computation walk, int chains) {
    var program = Lowering.lower(walk, Precision.F32, true);
    Executor executor =
        Machine.unavailable().isEmpty()
            ? NativeEngine.executor(program)
            : new PlainExecutor(program);
    LoopRun run = new LoopRun(walk, executor, chains, 1, POOL);
    run.block("w0").set(weights(HIDDEN * INPUTS));
    run.block("w1").set(weights(HIDDEN * HIDDEN));
    return run;
  }

  private static double[] weights(int count) {
    double[] weights = new double[count];
    Arrays.setAll(weights, i -> .3 * Math.sin(i));
    return weights;
  }

  /// Bytes of a run's chains, threads and partial results, but for weights and code.
  private static long bytes(Computation walk, int chains) {
    try (LoopRun run = start(walk, chains)) {
      long bytes = run.calls[0].chains.segment().byteSize();
      bytes += run.calls[0].partial.segment().byteSize();
      for (Call call : run.calls) {
        bytes += call.scratch.segment().byteSize();
      }
      return bytes;
    }
  }

  @Test
  void anotherChainTakesWhatItCarriesHoweverManyThereAre() {
    Computation walk = walk(false);
    double each = (bytes(walk, 2 * MILLION) - bytes(walk, MILLION)) / (double) MILLION;
    assertThat(each).isCloseTo(INPUTS * 4, within(.01));
    double twin = bytes(walk(true), 2 * MILLION) - bytes(walk(true), MILLION);
    assertThat(twin / MILLION).as("hidden numbers are asked for").isGreaterThan(HIDDEN * 4);
  }

  @Test
  void aChainAmongAMillionDoesWhatItDoesAmongFew() {
    Computation walk = walk(false);
    float[] all;
    try (LoopRun run = start(walk, MILLION)) {
      run.step(2);
      all = run.block("y").toFloats();
    }
    assertThat(few(walk, 0)).isEqualTo(Arrays.copyOf(all, SOME * INPUTS));
    int tail = (MILLION - SOME) * INPUTS;
    assertThat(few(walk, MILLION - SOME)).isEqualTo(Arrays.copyOfRange(all, tail, all.length));
    assertThat(few(walk, 1)).as("twin").isNotEqualTo(Arrays.copyOf(all, SOME * INPUTS));
  }

  private static float[] few(Computation walk, long first) {
    try (LoopRun run = start(walk, SOME)) {
      run.firstChain(first);
      run.step(2);
      return run.block("y").toFloats();
    }
  }
}
