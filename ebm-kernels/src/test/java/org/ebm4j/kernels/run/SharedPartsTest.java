package org.ebm4j.kernels.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Computation.Carry;
import org.ebm4j.api.engine.Computation.Output;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.graph.Init;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.loop.Phase;
import org.ebm4j.kernels.lower.Lowering;
import org.ebm4j.kernels.memory.Machine;
import org.ebm4j.kernels.plain.PlainExecutor;
import org.ebm4j.kernels.pool.Pool;
import org.ebm4j.kernels.x86.NativeEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What all chains share, done by several threads: weights and their averages, products and sums of
/// matrices, copies for the products that follow.
@Tag("once") // machine code is named
class SharedPartsTest {
  private static final int CHAINS = 40;
  private static final List<Pool> POOLS = List.of(new Pool(1), new Pool(2), new Pool(3));

  @BeforeEach
  void needsMachineCode() {
    assumeTrue(Machine.unavailable().isEmpty(), () -> Machine.unavailable().orElseThrow());
  }

  /// A step of descent with an average of the slopes, on a loss of the outputs and of the weights.
  private static Computation step(int rows, int columns) {
    Expr w = leaf(new Op.Parameter("w", new Init.FanIn(1)), rows, columns);
    Expr m = leaf(new Op.Setting("m"), rows, columns);
    Expr y = leaf(new Op.Input("y"), columns);
    Expr h = w.matmul(y).tanh();
    Expr slope = h.reshape(rows, 1).matmul(y.reshape(1, columns)).batchMean();
    Expr square = w.matmul(w.transpose());
    Expr pull = square.matmul(w).times(.01).plus(w.transpose().matmul(square).transpose());
    Expr next = m.times(.9).plus(slope.times(.1)).plus(pull.times(.001));
    Expr scale = next.squared().plus(slope.squared()).sqrt().plus(1e-3);
    Expr sums = w.minus(slope).squared().sum(0).plus(1); // waited for by all rows of the next
    Expr shares = w.over(sums.broadcast(Shape.of(rows, columns)));
    Expr norm = w.minus(m).squared().sum();
    return new Computation(
        "step",
        List.of(
            new Carry(m.node(), next.node()),
            new Carry(w.node(), w.minus(next.over(scale).times(.01)).node())),
        List.of(
            new Output("norm", norm.node()),
            new Output("square", square.node()),
            new Output("shares", shares.node()),
            new Output("columns", w.over(scale).sum(0).node())));
  }

  private static Expr leaf(Op op, int... dims) {
    return Expr.of(Node.leaf(op, Shape.of(dims)));
  }

  private static Map<String, double[]> results(Computation step, Executor executor, int threads) {
    Map<String, double[]> results = new TreeMap<>();
    Executor shared = Engines.inTasksOf(1, executor); // however little it is
    try (LoopRun run = new LoopRun(step, shared, CHAINS, 1, POOLS.get(threads - 1))) {
      for (Node leaf : step.leaves()) {
        String name = Computation.nameOf(leaf);
        double[] values = run.block(name).toArray();
        for (int i = 0; i < values.length; i++) {
          values[i] = .3 * Math.sin(7 * i + name.charAt(0));
        }
        run.block(name).set(values);
      }
      run.step(3);
      for (String name : List.of("w", "m", "norm", "square", "shares", "columns")) {
        results.put(name, run.block(name).toArray());
      }
    }
    return results;
  }

  /// Where machine code in parts of so many turns differs from plain, between threads, or where the
  /// parts are done from the last to the first; empty if nowhere.
  private static String difference(Computation step, Precision precision, int turns) {
    LoopProgram program = Lowering.lower(step, precision, true);
    Map<String, double[]> plain = results(step, new PlainExecutor(program), 1);
    for (Executor executor : NativeEngine.executors(program, turns)) {
      for (int threads = 1; threads <= 3; threads++) {
        String found = Engines.difference(plain, results(step, executor, threads));
        if (!found.isEmpty()) {
          return threads + " threads: " + found;
        }
      }
      String found = Engines.difference(plain, results(step, backwards(executor), 1));
      if (!found.isEmpty()) {
        return "backwards: " + found;
      }
    }
    return "";
  }

  /// The parts of every shared stage in the order that shows best what waits for another.
  private static Executor backwards(Executor executor) {
    return new Forwarding(executor) {
      @Override
      public void run(int phase, Call call) {
        long first = call.first;
        long count = program().phases().get(phase).shared() ? call.count : 1;
        call.count = count > 1 ? 1 : call.count;
        for (long part = first + count - 1; part >= first; part--) {
          call.first = part;
          super.run(phase, call);
        }
      }
    };
  }

  @Test
  void theSameBitsOnAnyNumberOfThreads() {
    Random random = new Random(4);
    for (int i = 0; i < 40; i++) {
      int rows = 1 + random.nextInt(70);
      int columns = 1 + random.nextInt(70);
      int turns = 1 + random.nextInt(100);
      Precision precision = i % 2 == 0 ? Precision.F32 : Precision.F64;
      assertThat(difference(step(rows, columns), precision, turns))
          .as("%d × %d in parts of %d, %s", rows, columns, turns, precision)
          .isEmpty();
    }
  }

  @Test
  void theSameBitsOfWhatIsLarge() {
    assertThat(difference(step(150, 389), Precision.F32, 8192)).isEmpty();
  }

  /// Parts of each stage of each shared phase.
  private static List<List<Integer>> parts(Executor executor) {
    List<List<Integer>> parts = new ArrayList<>();
    List<Phase> phases = executor.program().phases();
    for (int p = 0; p < phases.size(); p++) {
      if (phases.get(p).shared()) {
        int phase = p;
        parts.add(
            IntStream.range(0, executor.stages(p))
                .mapToObj(stage -> executor.parts(phase, stage))
                .toList());
      }
    }
    return parts;
  }

  private static Executor executor(Computation step) {
    return NativeEngine.executor(Lowering.lower(step, Precision.F32, true));
  }

  @Test
  void whatIsSmallStaysInOnePiece() {
    assertThat(parts(executor(step(20, 30)))).allSatisfy(it -> assertThat(it).containsExactly(1));
  }

  @Test
  void weightsFallIntoPartsOfEightThousand() {
    assertThat(parts(executor(step(256, 512))).getLast()).contains(16);
  }

  /// The sum of a whole matrix has rows to share out; it would be one piece.
  @Test
  void aLongSumFallsIntoParts() {
    Expr w = leaf(new Op.Parameter("w", new Init.FanIn(1)), 256, 512);
    Output norm = new Output("norm", w.squared().sum().node());
    assertThat(parts(executor(new Computation("norm", List.of(), List.of(norm)))))
        .containsExactly(List.of(16, 1));
  }

  /// The calls of a shared phase with parts, on two threads.
  private static int calls(int numbers, boolean cheap) {
    Expr w = leaf(new Op.Parameter("w", new Init.FanIn(1)), numbers);
    Expr next = cheap ? w.times(.999).plus(.001) : w.tanh().exp().tanh().exp();
    Computation step =
        new Computation("step", List.of(new Carry(w.node(), next.node())), List.of());
    AtomicInteger calls = new AtomicInteger();
    Executor counting =
        new Forwarding(executor(step)) {
          @Override
          public void run(int phase, Call call) {
            if (parts(phase, call.stage) > 1) {
              calls.incrementAndGet();
            }
            super.run(phase, call);
          }
        };
    try (LoopRun run = new LoopRun(step, counting, CHAINS, 1, POOLS.get(1))) {
      run.step(1);
    }
    return calls.get();
  }

  @Test
  void nobodyIsWokenForPartsThatAreDoneSooner() {
    assertThat(calls(1 << 14, true)).as("two parts").isOne();
    assertThat(calls(1 << 14, false)).isEqualTo(2);
    assertThat(calls(1 << 18, true)).isEqualTo(32);
  }

  /// A part begins before what it reads is there.
  @Test
  void stagesOutOfOrderAreFound() {
    Computation step = step(33, 45);
    LoopProgram program = Lowering.lower(step, Precision.F32, true);
    Executor healthy = NativeEngine.executors(program, 16).getFirst();
    Executor broken =
        new Forwarding(healthy) {
          @Override
          public int parts(int phase, int stage) {
            return super.parts(phase, other(phase, stage));
          }

          @Override
          public void run(int phase, Call call) {
            call.stage = other(phase, call.stage);
            super.run(phase, call);
          }

          private int other(int phase, int stage) {
            return stages(phase) - 1 - stage;
          }
        };
    Map<String, double[]> wanted = results(step, healthy, 2);
    assertThat(Engines.difference(wanted, results(step, broken, 2))).isNotEmpty();
  }

  /// An engine that forgets the last of the parts that it is given together.
  @Test
  void aLostPartIsFound() {
    Computation step = step(33, 45);
    LoopProgram program = Lowering.lower(step, Precision.F32, true);
    Executor broken =
        new Forwarding(NativeEngine.executors(program, 16).getFirst()) {
          @Override
          public void run(int phase, Call call) {
            boolean shared = program().phases().get(phase).shared();
            call.count -= shared && call.count > 1 ? 1 : 0;
            super.run(phase, call);
          }
        };
    assertThat(Engines.difference(results(step, broken, 1), results(step, broken, 2))).isNotEmpty();
  }
}
