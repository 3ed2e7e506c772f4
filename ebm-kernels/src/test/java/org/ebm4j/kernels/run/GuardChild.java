package org.ebm4j.kernels.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.kernels.loop.Access;
import org.ebm4j.kernels.loop.Buffer.Region;
import org.ebm4j.kernels.loop.Code;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.loop.Phase;
import org.ebm4j.kernels.plain.PlainExecutor;
import org.ebm4j.kernels.trial.Trial;
import org.ebm4j.kernels.vector.VectorEngine;
import org.ebm4j.kernels.x86.NativeEngine;

/// What [GuardPagesTest] runs in a JVM of its own, for a missed access kills it.
final class GuardChild {
  private GuardChild() {}

  /// `native|vector behind|before FIRST LAST [shift]`: programs of these seeds; with a shift the
  /// first store into rows of lanes goes one element too far (`shift`).
  public static void main(String[] arguments) {
    String engine = arguments[0];
    boolean before = arguments[1].equals("before");
    boolean shift = arguments.length > 4;
    for (long seed = Long.parseLong(arguments[2]); seed <= Long.parseLong(arguments[3]); seed++) {
      System.out.println("seed " + seed);
      Trial trial = Trial.of(seed);
      Precision precision = Check.precision(seed);
      LoopProgram program = Engines.lower(trial, precision);
      Map<String, double[]> plain = Engines.results(trial, new PlainExecutor(program));
      Guards guards = new Guards(before, 1 + (int) (seed % 2));
      LoopProgram tried = shift ? shifted(program, before) : program;
      if (shift && tried.equals(program)) {
        continue; // no such store
      }
      List<Executor> all = executors(engine, guards.spread(program, Map.of()));
      for (int i = 0; i < all.size(); i++) {
        Map<Region, Long> extra = extra(all.get(i));
        Executor executor = executors(engine, guards.spread(tried, extra)).get(i);
        String difference = Engines.difference(plain, guards.results(trial, executor));
        if (!difference.isEmpty()) {
          System.out.println("differs: " + difference);
        }
      }
    }
    System.out.println("done");
  }

  private static List<Executor> executors(String engine, LoopProgram program) {
    return engine.equals("native")
        ? NativeEngine.executors(program)
        : List.of(VectorEngine.cold().translate(program));
  }

  /// Bytes the executor uses behind the program's own.
  private static Map<Region, Long> extra(Executor executor) {
    LoopProgram program = executor.program();
    return Map.of(
        Region.SCRATCH, executor.scratchBytes() - program.bytes(Region.SCRATCH),
        Region.SHARED, executor.sharedBytes() - program.bytes(Region.SHARED));
  }

  /// The program whose first store into rows of lanes begins one element before its buffer, or ends
  /// one behind it.
  private static LoopProgram shifted(LoopProgram program, boolean before) {
    boolean[] done = new boolean[1];
    List<Phase> phases = new ArrayList<>();
    for (Phase phase : program.phases()) {
      List<Kernel> kernels = new ArrayList<>();
      for (Kernel kernel : phase.kernels()) {
        kernels.add(
            kernel instanceof Kernel.Nest nest && phase.kind() == Phase.Kind.CHAINS
                ? shifted(program, nest, before, done)
                : kernel);
      }
      phases.add(new Phase(phase.kind(), kernels, phase.sums()));
    }
    return new LoopProgram(
        program.name(),
        program.precision(),
        program.tiles(),
        program.buffers(),
        phases,
        program.leaves(),
        program.outputs(),
        program.batchSize(),
        program.constants());
  }

  private static Kernel shifted(
      LoopProgram program, Kernel.Nest nest, boolean before, boolean[] done) {
    List<Code> tail = new ArrayList<>();
    for (Code code : nest.tail()) {
      if (!done[0]
          && code instanceof Code.Store(Access(var buffer, var offset, var strides), var value)
          && program.buffers().get(buffer).lanes()) {
        int past = before ? -1 : program.buffers().get(buffer).size() - last(nest, strides);
        tail.add(new Code.Store(new Access(buffer, past, strides), value));
        done[0] = true;
      } else {
        tail.add(code);
      }
    }
    return new Kernel.Nest(
        nest.outer(), nest.inner(), nest.body(), nest.folds(), tail, nest.lanes(), nest.term());
  }

  /// The largest index the loops reach.
  private static int last(Kernel.Nest nest, List<Integer> strides) {
    int last = 0;
    for (int i = 0; i < nest.outer().size(); i++) {
      last += (nest.outer().get(i) - 1) * strides.get(i);
    }
    return last;
  }
}
