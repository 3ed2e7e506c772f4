package org.ebm4j.kernels.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Computation.Carry;
import org.ebm4j.api.engine.Computation.Output;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.expr.Maths;
import org.ebm4j.api.graph.Gradient;
import org.ebm4j.api.graph.Init;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.lower.Lowering;
import org.ebm4j.kernels.memory.Machine;
import org.ebm4j.kernels.memory.OffHeap;
import org.ebm4j.kernels.plain.PlainExecutor;
import org.ebm4j.kernels.pool.Pool;
import org.ebm4j.kernels.x86.NativeEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoopRunTest {
  private static final int CHAINS = 333;

  private final Expr y = Expr.of(Node.leaf(new Op.Input("y"), Shape.of(6)));
  private final Expr w =
      Expr.of(Node.leaf(new Op.Parameter("w", new Init.Normal(1)), Shape.of(9, 6)));

  @BeforeEach
  void needsMachineCode() {
    assumeTrue(Machine.unavailable().isEmpty(), () -> Machine.unavailable().orElseThrow());
  }

  /// A chain step that many steps fuse over.
  private Computation walk() {
    Expr energy = Maths.sq(w.matmul(y).tanh());
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

  private static LoopRun start(Computation computation, int threads) {
    Executor executor = NativeEngine.executor(Lowering.lower(computation, Precision.F32, true));
    LoopRun run = new LoopRun(computation, executor, CHAINS, 7, new Pool(threads));
    float[] points = new float[CHAINS * 6];
    for (int i = 0; i < points.length; i++) {
      points[i] = (float) Math.sin(i);
    }
    float[] weights = new float[54];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) Math.cos(3 * i);
    }
    run.block("y").set(points);
    run.block("w").set(weights);
    return run;
  }

  @Test
  void theSameBitsOnAnyNumberOfThreads() {
    List<float[]> walks = new ArrayList<>();
    List<float[]> weights = new ArrayList<>();
    for (int threads : new int[] {1, 2, 3}) {
      try (LoopRun walk = start(walk(), threads);
          LoopRun train = start(train(), threads)) {
        walk.step(200);
        train.step(30);
        walks.add(walk.block("y").toFloats());
        weights.add(train.block("w").toFloats());
      }
    }
    assertThat(walks.get(1)).containsExactly(walks.get(0));
    assertThat(walks.get(2)).containsExactly(walks.get(0));
    assertThat(weights.get(1)).containsExactly(weights.get(0));
    assertThat(weights.get(2)).containsExactly(weights.get(0));
    assertThat(walks.get(0)[0]).isNotEqualTo((float) Math.sin(0)); // something happened
  }

  @Test
  void aStepAllocatesNothing() {
    ThreadMXBean meter = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (LoopRun walk = start(walk(), 1);
        LoopRun train = start(train(), 1)) {
      long bytes = Long.MAX_VALUE;
      for (int round = 0;
          round < 60 && bytes >= 2000;
          round++) { // until the JIT has taken away what it can
        long before = meter.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 1000; i++) {
          walk.step(1);
          train.step(1);
        }
        bytes = meter.getCurrentThreadAllocatedBytes() - before;
      }
      assertThat(bytes).isLessThan(2000); // less than a byte a step
    }
  }

  @Test
  void codeThatWritesOutsideItsBlocksIsFound() {
    System.setProperty(OffHeap.CANARIES, "true");
    try {
      LoopRun healthy = start(walk(), 1);
      healthy.step(3);
      healthy.close(); // does not complain
      LoopProgram program = Lowering.lower(walk(), Precision.F32, true);
      LoopRun damaged = new LoopRun(walk(), new Careless(program), CHAINS, 7, new Pool(1));
      damaged.step(1);
      assertThatThrownBy(damaged::close)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("overwritten");
    } finally {
      System.clearProperty(OffHeap.CANARIES);
    }
  }

  /// Writes one number behind the shared block.
  private record Careless(LoopProgram program) implements Executor {
    @Override
    public long sharedBytes() {
      return 4096;
    }

    @Override
    public int stages(int phase) {
      return 1;
    }

    @Override
    public int parts(int phase, int stage) {
      return 1;
    }

    @Override
    public long scratchBytes() {
      return 64;
    }

    @Override
    @SuppressWarnings("restricted") // the point of it
    public void run(int phase, Call call) {
      call.shared
          .segment()
          .reinterpret(call.shared.bytes() + 64)
          .set(ValueLayout.JAVA_INT, call.shared.bytes(), 1);
    }
  }

  @Test
  void blocksTakeAndGiveRows() {
    try (LoopRun run = start(walk(), 1)) {
      float[] rows = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
      run.block("y").setRows(31, 2, rows, 0);
      float[] found = new float[12];
      run.block("y").getRows(31, 2, found, 0);
      assertThat(found).containsExactly(rows);
      assertThat(run.block("y").toFloats()[31 * 6 + 7]).isEqualTo(8);
    }
  }

  @Test
  void mistakesAreSentences() {
    try (Run run = start(walk(), 1)) {
      assertThatThrownBy(() -> run.block("z"))
          .hasMessage("'walk' has no array 'z'; it has y, w, e");
      assertThatThrownBy(() -> run.block("y").set(new float[5]))
          .hasMessage("block 'y' holds 333 rows of shape [6], 1998 numbers; found 5");
      assertThatThrownBy(() -> run.step(0)).hasMessage("asked for 0 steps; ask for at least 1");
      assertThatThrownBy(() -> run.block("y").setRows(332, 2, new float[12], 0))
          .hasMessage("block 'y' has rows 0 to 332; asked for 2 from 332");
    }
  }

  /// An executor hears of all operations of a call before the first of them, and of none within.
  @Test
  void anExecutorIsToldBeforeTheStepsOfACall() {
    List<String> events = new ArrayList<>();
    PlainExecutor plain = new PlainExecutor(Lowering.lower(walk(), Precision.F64, true));
    try (LoopRun run = new LoopRun(walk(), new Told(plain, events), CHAINS, 1, new Pool(1))) {
      assertThat(events).isEmpty();
      run.step(1);
      long each = Long.parseLong(events.getFirst());
      assertThat(events.subList(1, events.size())).isNotEmpty().containsOnly("works");
      events.clear();
      run.step(7);
      assertThat(events.getFirst()).isEqualTo(Long.toString(7 * each));
      assertThat(events.subList(1, events.size())).isNotEmpty().containsOnly("works");
    }
  }

  /// Notes what it is asked.
  private static final class Told extends Forwarding {
    private final List<String> events;

    Told(Executor executor, List<String> events) {
      super(executor);
      this.events = events;
    }

    @Override
    public long operationsPerMillisecond() {
      return 1000; // many rounds in a call
    }

    @Override
    public void expect(long operations) {
      events.add(Long.toString(operations));
    }

    @Override
    public void run(int phase, Call call) {
      events.add("works");
      super.run(phase, call);
    }
  }
}
