package org.ebm4j.kernels.x86;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.ebm4j.kernels.asm.Assembler;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Buffer.Region;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.loop.Phase;
import org.ebm4j.kernels.memory.GeneratedFunction;
import org.ebm4j.kernels.memory.OffHeap;
import org.ebm4j.kernels.memory.Refused;
import org.ebm4j.kernels.run.Call;
import org.ebm4j.kernels.run.Executor;
import org.jspecify.annotations.Nullable;

/// A loop program as machine code, a function for each stage of each phase, and for phases whose
/// chains are walked side by side one for each number of them, made when it is first asked for. Its
/// pages are freed when nobody holds it any more.
final class MachineCode implements Executor {
  private static final int KINDS = Together.MOST + 1; // of units; half a tile comes first

  private final LoopProgram program;
  private final Target target;
  private final Arena arena = Arena.ofAuto();
  private final Panels panels;
  private final long partialBytes;
  private final boolean sideBySide;
  private final boolean[] halves; // by phase, whether a tile may be computed by half
  private final AtomicReferenceArray<@Nullable Routine> routines; // by phase, then units
  private final List<List<Routine>> stages = new ArrayList<>(); // by phase

  /// @param words that the control block points to
  /// @param made what it was loaded from
  private record Routine(
      GeneratedFunction function, OffHeap words, FunctionEmitter.Function made) {}

  /// @throws IllegalStateException if the system refuses the pages, with its reason
  MachineCode(LoopProgram program, Target target) {
    this.program = program;
    this.target = target;
    this.panels = new Panels(program, target.width());
    this.partialBytes = program.bytes(Region.PARTIAL);
    this.sideBySide = Together.isWorthIt(program);
    this.halves = new boolean[program.phases().size()];
    this.routines = new AtomicReferenceArray<>(halves.length * KINDS);
    for (int phase = 0; phase < halves.length; phase++) {
      halves[phase] = Units.canBeHalf(program, phase);
      stages.add(
          FunctionEmitter.stages(program, phase, target, panels).stream().map(this::load).toList());
      routines.set(phase * KINDS + 1, whole(phase));
    }
  }

  /// The code of a phase for whole tiles, or for chains one by one.
  private Routine whole(int phase) {
    return stages.get(phase).getFirst();
  }

  private Routine half(int phase) {
    Routine known = routines.get(phase * KINDS);
    return known != null ? known : load(phase, 0, Units.HALF);
  }

  private Routine sideBySide(int phase, int together) {
    Routine known = routines.get(phase * KINDS + together);
    return known != null ? known : load(phase, together, Units.sideBySide(together));
  }

  private Routine load(int phase, int kind, Units units) {
    Routine made = load(FunctionEmitter.emit(program, phase, target, panels, units));
    routines.set(phase * KINDS + kind, made);
    return made;
  }

  private Routine load(FunctionEmitter.Function made) {
    GeneratedFunction function =
        switch (GeneratedFunction.load(made.code(), arena)) {
          case GeneratedFunction code -> code;
          case Refused(var reason) -> throw new IllegalStateException(reason);
        };
    long[] words = made.constants();
    OffHeap block = OffHeap.allocate(Math.max(64, 8L * words.length), arena);
    for (int i = 0; i < words.length; i++) {
      block.u64(i, words[i]);
    }
    return new Routine(function, block, made);
  }

  @Override
  public LoopProgram program() {
    return program;
  }

  @Override
  public long sharedBytes() {
    return panels.sharedBytes();
  }

  @Override
  public int stages(int phase) {
    return stages.get(phase).size();
  }

  @Override
  public int parts(int phase, int stage) {
    return stages.get(phase).get(stage).made.parts();
  }

  @Override
  public long operations(int phase, int stage) {
    return stages.get(phase).get(stage).made.operations();
  }

  @Override
  public long scratchBytes() {
    return program.bytes(Region.SCRATCH) * (sideBySide ? Together.MOST : 1);
  }

  @Override
  public void run(int phase, Call call) {
    OffHeap control = call.control;
    control.u64(Control.STEPS / 8, call.steps);
    control.u64(Control.FIRST_STEP / 8, call.firstStep);
    control.u64(Control.SEED / 8, call.seed);
    control.u64(Control.FIRST_CHAIN / 8, call.firstChain);
    control.u64(Control.CHAINS / 8, call.chainCount);
    control.u64(Control.PARTIAL / 8, partial(phase, call));
    control.u64(Control.CHUNKS / 8, call.chunks);
    if (sideBySide && program.phases().get(phase).kind() == Phase.Kind.CHAINS) {
      sideBySide(phase, call);
    } else if (halves[phase]) {
      tiles(phase, call);
    } else {
      invoke(stages.get(phase).get(call.stage), call, call.first, call.count);
    }
  }

  /// The run's last tile by half where it holds no more chains.
  private void tiles(int phase, Call call) {
    long end = call.first + call.count;
    long idle = end * Buffer.LANES - call.chainCount;
    long half = idle >= Buffer.LANES / 2 ? 1 : 0;
    if (call.count > half) {
      invoke(whole(phase), call, call.first, call.count - half);
    }
    if (half > 0) {
      invoke(half(phase), call, end - half, half);
    }
  }

  /// In as few groups as possible, their sizes equal or one apart.
  private void sideBySide(int phase, Call call) {
    long groups = (call.count + Together.MOST - 1) / Together.MOST;
    int low = (int) (call.count / groups);
    long higher = call.count % groups * (low + 1);
    if (higher > 0) {
      invoke(sideBySide(phase, low + 1), call, call.first, higher);
    }
    invoke(sideBySide(phase, low), call, call.first + higher, call.count - higher);
  }

  private static void invoke(Routine routine, Call call, long first, long count) {
    call.control.u64(Control.CONSTANTS / 8, routine.words.segment().address());
    routine.function.invoke(call.shared, call.chains, call.scratch, call.control, first, count);
  }

  @Override
  public int unitsTogether() {
    return sideBySide ? Together.MOST : 1;
  }

  /// A reducing phase writes one chunk; the shared phase after it reads them all.
  private long partial(int phase, Call call) {
    long start = call.partial.segment().address();
    return program.phases().get(phase).reduces() ? start + call.chunk * partialBytes : start;
  }

  @Override
  public String listing() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < stages.size(); i++) {
      for (Routine routine : stages.get(i)) {
        list(i, routine.made, text);
      }
    }
    return text.toString();
  }

  private static void list(int phase, FunctionEmitter.Function made, StringBuilder text) {
    List<Assembler.Mark> marks = made.marks();
    for (int k = 0; k < marks.size(); k++) {
      int end = k + 1 < marks.size() ? marks.get(k + 1).position() : made.code().length;
      text.append(
          String.format(
              Locale.ROOT,
              "phase %d  bytes %6d to %6d  %s%n",
              phase,
              marks.get(k).position(),
              end,
              marks.get(k).name()));
    }
  }
}
