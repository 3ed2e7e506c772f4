package org.ebm4j.kernels.run;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Buffer.Region;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.memory.GuardPages;
import org.ebm4j.kernels.memory.OffHeap;
import org.ebm4j.kernels.pool.Pool;
import org.ebm4j.kernels.trial.Trial;

/// Runs programs with every buffer between pages that may not be touched.
///
/// A buffer ends where such a page begins, or begins where one ends: `behind` and `before`. Buffers
/// of partial results are guarded as one, for Java clears them together.
///
/// @param before whether buffers begin behind a guard, else they end before one
/// @param threads of the run
record Guards(boolean before, int threads) {
  private static final long PAGE = GuardPages.SIZE;

  /// Bytes of a tile with which it is taken alone, and its scratch memory lies where the guards
  /// are.
  private static final long ALONE = 1 << 17;

  private static final List<Region> GUARDED = List.of(Region.SHARED, Region.CHAIN, Region.SCRATCH);

  /// The same program with every buffer on pages of its own and a page free behind them.
  ///
  /// @param extra bytes that the engine uses behind a region of the program's own
  LoopProgram spread(LoopProgram program, Map<Region, Long> extra) {
    int number = program.precision() == Precision.F32 ? 4 : 8;
    Map<Region, Long> end = new EnumMap<>(Region.class);
    List<Buffer> buffers = new ArrayList<>();
    for (Buffer b : program.buffers()) {
      if (!GUARDED.contains(b.region())) {
        buffers.add(b);
        continue;
      }
      long first = end.getOrDefault(b.region(), PAGE);
      long pages = GuardPages.whole(b.bytes(number));
      long offset = before ? first : first + pages - b.bytes(number);
      buffers.add(moved(b, offset));
      end.put(b.region(), first + pages + PAGE);
    }
    for (Region region : GUARDED) {
      long last = end.getOrDefault(region, PAGE) - PAGE; // the last guard page
      long bytes = PAGE + (-extra.getOrDefault(region, 0L) & PAGE - 1);
      bytes += region == Region.CHAIN ? ALONE : 0;
      int words = (int) (bytes / 4) - 16; // a dense buffer takes 16 elements more
      buffers.add(new Buffer(buffers.size(), "guard", region, words, true, false, last));
    }
    return new LoopProgram(
        program.name(),
        program.precision(),
        program.tiles(),
        buffers,
        program.phases(),
        program.leaves(),
        program.outputs(),
        program.batchSize(),
        program.constants());
  }

  private static Buffer moved(Buffer b, long offset) {
    return new Buffer(b.number(), b.name(), b.region(), b.size(), b.words(), b.lanes(), offset);
  }

  /// Results by name; the process dies where code leaves a buffer.
  Map<String, double[]> results(Trial trial, Executor spread) {
    Computation computation = trial.computation();
    Map<String, double[]> results = new TreeMap<>();
    System.setProperty(OffHeap.GUARDS, before ? "before" : "behind");
    try (LoopRun run =
        new LoopRun(computation, spread, trial.chains(), trial.seed(), new Pool(threads))) {
      System.clearProperty(OffHeap.GUARDS);
      seal(run, spread.program());
      for (var leaf : computation.leaves()) {
        String name = Computation.nameOf(leaf);
        run.block(name).set(trial.values().get(name));
      }
      run.step(trial.steps());
      computation
          .outputs()
          .forEach(output -> results.put(output.name(), run.block(output.name()).toArray()));
      for (var carry : computation.carries()) {
        String name = Computation.nameOf(carry.leaf());
        results.put(name, run.block(name).toArray());
      }
    }
    return results;
  }

  /// Makes the free pages of every region inaccessible.
  private static void seal(LoopRun run, LoopProgram program) {
    seal(run.calls[0].shared, program, Region.SHARED);
    seal(run.calls[0].chains, program, Region.CHAIN);
    for (Call call : run.calls) {
      seal(call.scratch, program, Region.SCRATCH);
    }
  }

  private static void seal(OffHeap block, LoopProgram program, Region region) {
    int number = program.precision() == Precision.F32 ? 4 : 8;
    long unit = program.bytes(region);
    long units =
        region == Region.CHAIN ? block.bytes() / unit : 1; // behind others works the engine
    for (long start = 0; start < units * unit; start += unit) {
      GuardPages.seal(block, start);
      for (Buffer b : program.buffers()) {
        if (b.region() == region && !b.name().equals("guard")) {
          GuardPages.seal(block, start + GuardPages.whole(b.offset() + b.bytes(number)));
        }
      }
    }
  }
}
