package org.ebm4j.kernels.run;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.ebm4j.api.engine.Block;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Run;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Buffer.Region;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.loop.Phase;
import org.ebm4j.kernels.memory.Numbers;
import org.ebm4j.kernels.memory.OffHeap;
import org.ebm4j.kernels.pool.Pool;

/// The numbers of a loop program in use, and the order of its phases.
///
/// Where steps fuse, a task is a few tiles and all steps. Elsewhere a phase ends before the next
/// begins; a phase that reduces has one task for each chunk of tiles, whose size follows from the
/// number of chains alone.
final class LoopRun implements Run, Pool.Job {
  /// Milliseconds after which a run looks whether its thread was interrupted.
  private static final long ROUND = 100;

  private final LoopProgram program;
  private final Executor executor;
  private final Pool pool;
  private final Arena arena = Arena.ofShared();
  private final Map<String, Block> blocks;
  private final Timing timing;
  final Call[] calls; // one a thread; tests guard what they point to
  private final OffHeap partial;
  private final int chains;
  private final int units;
  private final int chunkTiles;
  private final int chunks;
  private final boolean fuses;
  private final boolean carriesShared;
  private final long seed;
  private final Work work;
  private final long perStep; // operations
  private boolean sharedWritten = true;
  private long sharedState;
  private long steps;
  private long firstChain;
  private int phase; // of the job being done
  private int stage;
  private int unitsPerTask;
  private int unitsOfPhase;
  private long stepsPerTask;

  LoopRun(Computation computation, Executor executor, int chains, long seed, Pool pool) {
    this.program = executor.program();
    this.executor = executor;
    this.pool = pool;
    this.chains = chains;
    this.seed = seed;
    this.fuses = program.fuses();
    this.carriesShared = computation.carries().stream().anyMatch(c -> !c.leaf().varies());
    this.units = program.tiles() ? (chains + Buffer.LANES - 1) / Buffer.LANES : chains;
    this.chunkTiles = LoopProgram.chunkTiles(units);
    this.chunks = (units + chunkTiles - 1) / chunkTiles;
    OffHeap shared = allocate(executor.sharedBytes());
    OffHeap own = allocate(Math.multiplyExact(program.bytes(Region.CHAIN), (long) units));
    this.partial = allocate(Math.multiplyExact(program.bytes(Region.PARTIAL), (long) chunks));
    this.calls = new Call[pool.threads()];
    for (int i = 0; i < calls.length; i++) {
      calls[i] = new Call(shared, own, partial, executor.scratchBytes(), arena);
    }
    this.work = Work.of(program, units);
    this.perStep = work.perStep();
    this.timing = new Timing(executor, work, pool.threads());
    this.blocks =
        NamedBlocks.of(program, computation, chains, shared, own, () -> sharedWritten = true);
    writeConstants(numbers(shared));
  }

  private OffHeap allocate(long bytes) {
    return OffHeap.allocate(Math.max(64, bytes), arena);
  }

  private Numbers numbers(OffHeap block) {
    return program.precision() == Precision.F32 ? block.f32() : block.f64();
  }

  private void writeConstants(Numbers shared) {
    int bytes = shared.bytes();
    program
        .constants()
        .forEach((buffer, values) ->
            shared.put(
                Numbers.Strided.of(program.buffers().get(buffer).offset() / bytes, values.length),
                values,
                0));
    if (program.batchSize() >= 0) {
      shared.set(program.buffers().get(program.batchSize()).offset() / bytes, chains);
    }
  }

  @Override
  public int chains() {
    return chains;
  }

  @Override
  public Block block(String name) {
    Block block = blocks.get(name);
    if (block == null) {
      throw new IllegalArgumentException(
          "'"
              + program.name()
              + "' has no array '"
              + name
              + "'; it has "
              + String.join(", ", blocks.keySet()));
    }
    return block;
  }

  @Override
  public long stepsDone() {
    return steps;
  }

  @Override
  public void stepsDone(long steps) {
    this.steps = steps;
  }

  @Override
  public void firstChain(long first) {
    this.firstChain = first;
  }

  /// Frees the numbers.
  ///
  /// @throws IllegalStateException if memory is watched (`-Debm4j.canaries=true`) and code wrote
  ///   outside its blocks
  @Override
  public void close() {
    String damage = damage();
    arena.close();
    if (!damage.isEmpty()) {
      throw new IllegalStateException("'" + program.name() + "': " + damage);
    }
  }

  private String damage() {
    List<OffHeap> all = new ArrayList<>(List.of(calls[0].shared, calls[0].chains, partial));
    for (Call call : calls) {
      all.add(call.scratch);
      all.add(call.control);
    }
    return all.stream()
        .map(OffHeap::damage)
        .flatMap(Optional::stream)
        .collect(Collectors.joining("; "));
  }

  /// Performs steps, in rounds of about a tenth of a second.
  ///
  /// @throws CancellationException if the thread is interrupted and rounds are left: every chain
  ///   has done the steps that {@link #stepsDone} counts, and the thread stays interrupted
  @Override
  public void step(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("asked for " + count + " steps; ask for at least 1");
    }
    executor.expect((long) Math.min((double) perStep * count, 0x1p60));
    int done = 0;
    while (done < count) {
      if (done > 0 && Thread.currentThread().isInterrupted()) {
        throw new CancellationException(
            "'" + program.name() + "' was interrupted after " + done + " of " + count + " steps");
      }
      int now = fuses ? Math.min(count - done, stepsPerRound()) : 1;
      round(now);
      steps += now;
      done += now;
    }
  }

  private int stepsPerRound() {
    long one = Math.max(1, work.of(1));
    long wanted = ROUND * executor.operationsPerMillisecond() * pool.threads() / one;
    return Math.clamp(wanted, 1, Integer.MAX_VALUE);
  }

  /// What is shared is computed anew only after something shared was written.
  private void round(int count) {
    boolean stale = sharedWritten || carriesShared;
    sharedState += stale ? 1 : 0;
    for (int p = 0; p < program.phases().size(); p++) {
      boolean isPrologue = p == 0 && program.phases().get(p).shared();
      if (stale || !isPrologue) {
        long start = System.nanoTime();
        perform(p, isPrologue ? 1 : count);
        timing.add(p, System.nanoTime() - start);
      }
    }
    timing.stepped(count);
    sharedWritten = false;
  }

  @Override
  public String explain() {
    return timing.toString();
  }

  private void perform(int number, long count) {
    Phase it = program.phases().get(number);
    phase = number;
    stage = 0;
    stepsPerTask = count;
    sharedState += it.kind() == Phase.Kind.CHAINS ? 0 : 1;
    switch (it.kind()) {
      case SHARED -> {
        for (stage = 0; stage < executor.stages(number); stage++) {
          boolean worth = pool.threads() > 1 && executor.operations(number, stage) > worthSharing();
          share(executor.parts(number, stage), 1, false, worth);
        }
      }
      case CHAINS -> {
        int perTask = it.reduces() ? chunkTiles : unitsPerTask(count);
        share(units, perTask, it.reduces(), isWorthSharing());
      }
      case CONTRACTIONS -> share(executor.parts(number, 0), 1, false, isWorthSharing());
    }
  }

  /// Does all units in tasks.
  ///
  /// @param apart whether a task must be a call of its own
  /// @param worth whether more threads than one shall do them
  private void share(int all, int perTask, boolean apart, boolean worth) {
    unitsPerTask = perTask;
    unitsOfPhase = all;
    int tasks = (all + perTask - 1) / perTask;
    if (tasks > 1 && worth) {
      pool.run(tasks, this);
    } else if (apart) {
      for (int task = 0; task < tasks; task++) {
        run(0, task);
      }
    } else {
      call(0, 0, all);
    }
  }

  private boolean isWorthSharing() {
    return work.of(phase) * stepsPerTask > worthSharing();
  }

  /// Operations below which waking another thread costs more.
  private long worthSharing() {
    return executor.operationsPerMillisecond() / 50;
  }

  /// Small enough to share out evenly, large enough to be worth a grab and for the executor.
  private int unitsPerTask(long count) {
    long perUnit = Math.max(1, work.each()[phase] * count);
    long wanted = Math.max(1, worthSharing() / perUnit);
    long even = Math.clamp(wanted, 1, Math.max(1, units / (4L * pool.threads())));
    int share = (units + pool.threads() - 1) / pool.threads();
    return Math.toIntExact(Math.max(even, Math.min(executor.unitsTogether(), share)));
  }

  @Override
  public void run(int worker, int task) {
    int first = task * unitsPerTask;
    calls[worker].chunk = task;
    call(worker, first, Math.min(unitsPerTask, unitsOfPhase - first));
  }

  private void call(int worker, long first, long count) {
    Call call = calls[worker];
    call.chunks = chunks;
    call.sharedState = sharedState;
    call.stage = stage;
    call.first = first;
    call.count = count;
    call.steps = stepsPerTask;
    call.firstStep = steps;
    call.seed = seed;
    call.firstChain = firstChain;
    call.chainCount = chains;
    executor.run(phase, call);
  }
}
