package org.ebm4j.kernels.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Computation.Carry;
import org.ebm4j.api.engine.Computation.Output;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.expr.Maths;
import org.ebm4j.api.graph.Gradient;
import org.ebm4j.api.graph.Init;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.lower.Lowering;
import org.ebm4j.kernels.memory.OffHeap;
import org.ebm4j.kernels.plain.PlainExecutor;
import org.ebm4j.kernels.pool.Pool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Runs of the plain engine: they need no machine code, so they are tested on every processor.
class PlainRunTest {
  private static final int CHAINS = 333;

  private final Expr y = Expr.of(Node.leaf(new Op.Input("y"), Shape.of(6)));
  private final Expr w =
      Expr.of(Node.leaf(new Op.Parameter("w", new Init.Normal(1)), Shape.of(9, 6)));

  /// A chain step that many steps fuse over.
  private Computation walk() {
    Expr energy = Maths.sq(w.transpose().transpose().matmul(y).tanh());
    Expr noise = Expr.of(Node.leaf(new Op.Noise(Op.Noise.Law.NORMAL, 1, 0), Shape.of(6)));
    Expr next = y.minus(gradient(energy, y).times(.01)).plus(noise.times(.1));
    return new Computation(
        "walk", List.of(new Carry(y.node(), next.node())), List.of(new Output("e", energy.node())));
  }

  /// A training step that reduces over the batch.
  private Computation train() {
    Expr h = w.matmul(y).tanh();
    Expr loss = Maths.sq(h.minus(h.batchMean())).batchMean();
    Expr next = w.plus(gradient(loss, w).times(.1));
    return new Computation(
        "train",
        List.of(new Carry(w.node(), next.node())),
        List.of(new Output("loss", loss.node())));
  }

  private static Expr gradient(Expr of, Expr by) {
    return Expr.of(Gradient.of(of.node(), List.of(by.node())).getFirst());
  }

  private static LoopRun start(
      Computation computation, Precision precision, int chains, int threads) {
    LoopProgram program = Lowering.lower(computation, precision, true);
    return filled(
        new LoopRun(computation, new PlainExecutor(program), chains, 7, new Pool(threads)));
  }

  private static LoopRun filled(LoopRun run) {
    double[] points = new double[run.chains() * 6];
    for (int i = 0; i < points.length; i++) {
      points[i] = Math.sin(i);
    }
    double[] weights = new double[54];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.cos(3 * i);
    }
    run.block("y").set(points);
    run.block("w").set(weights);
    return run;
  }

  @ParameterizedTest
  @EnumSource
  void theSameBitsOnAnyNumberOfThreads(Precision precision) {
    List<double[]> walks = new ArrayList<>();
    List<double[]> weights = new ArrayList<>();
    for (int threads : new int[] {1, 2, 3}) {
      try (LoopRun walk = start(walk(), precision, CHAINS, threads);
          LoopRun train = start(train(), precision, CHAINS, threads)) {
        walk.step(20);
        train.step(5);
        walks.add(walk.block("y").toArray());
        weights.add(train.block("w").toArray());
      }
    }
    for (int i = 1; i < walks.size(); i++) {
      assertThat(walks.get(i)).containsExactly(walks.getFirst());
      assertThat(weights.get(i)).containsExactly(weights.getFirst());
    }
    assertThat(walks.getFirst()[0]).isNotEqualTo(Math.sin(0)); // something happened
    assertThat(weights.getFirst()[0]).isNotEqualTo(Math.cos(0));
  }

  /// Work is shared out by an estimate of an executor's speed, which must not show in any number.
  @Test
  void theSameBitsHoweverWorkIsSharedOut() {
    LoopProgram program = Lowering.lower(walk(), Precision.F32, true);
    List<double[]> walks = new ArrayList<>();
    for (long speed : new long[] {1, 1000, 20_000_000}) {
      Executor executor = Engines.inTasksOf(speed, new PlainExecutor(program));
      try (LoopRun run = filled(new LoopRun(walk(), executor, CHAINS, 7, new Pool(2)))) {
        run.step(9);
        assertThat(run.stepsDone()).isEqualTo(9);
        walks.add(run.block("y").toArray());
      }
    }
    assertThat(walks.get(1)).containsExactly(walks.get(0));
    assertThat(walks.get(2)).containsExactly(walks.get(0));
  }

  @Test
  void aStepAllocatesNothing() {
    ThreadMXBean meter = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (LoopRun walk = start(walk(), Precision.F32, 40, 1);
        LoopRun train = start(train(), Precision.F64, 40, 1)) {
      long bytes = Long.MAX_VALUE;
      for (int round = 0;
          round < 60 && bytes >= 100;
          round++) { // the first rounds link and compile
        long before = meter.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 100; i++) {
          walk.step(1);
          train.step(1);
        }
        bytes = meter.getCurrentThreadAllocatedBytes() - before;
      }
      assertThat(bytes).isLessThan(100); // less than a byte a step
    }
  }

  @Test
  void nothingIsWrittenOutsideTheBlocks() {
    System.setProperty(OffHeap.CANARIES, "true");
    try {
      for (Precision precision : Precision.values()) {
        for (Computation computation : List.of(walk(), train())) {
          LoopRun run = start(computation, precision, 45, 2);
          run.step(3);
          run.close(); // complains if a canary died
        }
      }
    } finally {
      System.clearProperty(OffHeap.CANARIES);
    }
  }

  @Test
  void whatIsSharedIsComputedAnewAfterItWasWritten() {
    Expr twice = w.times(2);
    Computation computation =
        new Computation("twice", List.of(), List.of(new Output("e", twice.matmul(y).sum().node())));
    try (LoopRun run = start(computation, Precision.F64, 40, 1)) {
      run.step(1);
      double before = run.block("e").toArray()[3];
      run.step(1);
      assertThat(run.block("e").toArray()[3]).isEqualTo(before);
      double[] weights = run.block("w").toArray();
      for (int i = 0; i < weights.length; i++) {
        weights[i] *= 4; // exact
      }
      run.block("w").set(weights);
      run.step(1);
      assertThat(run.block("e").toArray()[3]).isEqualTo(4 * before);
    }
  }

  @Test
  void whatIsSharedIsComputedAnewAfterItWasCarried() {
    Expr twice = w.times(2);
    Computation computation =
        new Computation(
            "double",
            List.of(new Carry(w.node(), twice.node())),
            List.of(new Output("e", twice.matmul(y).sum().node())));
    try (LoopRun run = start(computation, Precision.F64, 40, 1)) {
      run.step(1);
      double before = run.block("e").toArray()[3];
      run.step(2);
      assertThat(run.block("e").toArray()[3]).isEqualTo(4 * before);
    }
  }

  @Test
  void anInterruptStopsBetweenRoundsWithEveryChainAtTheSameStep() {
    LoopProgram program = Lowering.lower(walk(), Precision.F32, true);
    Executor slow = Engines.inTasksOf(500, new PlainExecutor(program));
    try (LoopRun run = filled(new LoopRun(walk(), slow, CHAINS, 7, new Pool(2)));
        LoopRun other = start(walk(), Precision.F32, CHAINS, 1)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> run.step(1_000_000))
          .isInstanceOf(CancellationException.class)
          .hasMessageMatching("'walk' was interrupted after \\d+ of 1000000 steps");
      assertThat(Thread.interrupted()).isTrue();
      assertThat(run.stepsDone()).isBetween(1L, 999L);
      other.step((int) run.stepsDone());
      assertThat(run.block("y").toArray()).containsExactly(other.block("y").toArray());
    } finally {
      assertThat(Thread.interrupted()).isFalse();
    }
  }
}
