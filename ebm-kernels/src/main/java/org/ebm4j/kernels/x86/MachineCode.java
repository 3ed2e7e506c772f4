package org.ebm4j.kernels.x86;

import java.lang.foreign.Arena;
import java.util.List;
import java.util.Locale;
import org.ebm4j.kernels.asm.Assembler;
import org.ebm4j.kernels.asm.Width;
import org.ebm4j.kernels.loop.Buffer.Region;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.memory.GeneratedFunction;
import org.ebm4j.kernels.memory.Loaded;
import org.ebm4j.kernels.memory.OffHeap;
import org.ebm4j.kernels.memory.Refused;
import org.ebm4j.kernels.run.Call;
import org.ebm4j.kernels.run.Executor;

/// A loop program as machine code, a function for each phase. Its pages are freed when nobody holds
/// it any more.
final class MachineCode implements Executor {
  private final LoopProgram program;
  private final Width width;
  private final Arena arena = Arena.ofAuto();
  private final GeneratedFunction[] functions;
  private final OffHeap[] constants;
  private final FunctionEmitter.Function[] emitted;
  private final long partialBytes;
  private final long sharedBytes;
  private final long scratchBytes;

  /// @throws IllegalStateException if the system refuses the pages, with its reason
  MachineCode(LoopProgram program, Width width) {
    this.program = program;
    this.width = width;
    int phases = program.phases().size();
    functions = new GeneratedFunction[phases];
    constants = new OffHeap[phases];
    emitted = new FunctionEmitter.Function[phases];
    Panels panels = new Panels(program, width);
    for (int i = 0; i < phases; i++) {
      load(i, panels);
    }
    sharedBytes = panels.sharedBytes();
    partialBytes = program.bytes(Region.PARTIAL);
    scratchBytes = program.bytes(Region.SCRATCH);
  }

  private void load(int number, Panels panels) {
    FunctionEmitter.Function function = FunctionEmitter.emit(program, number, width, panels);
    Loaded loaded = GeneratedFunction.load(function.code(), arena);
    functions[number] =
        switch (loaded) {
          case GeneratedFunction code -> code;
          case Refused(var reason) -> throw new IllegalStateException(reason);
        };
    long[] words = function.constants();
    OffHeap block = OffHeap.allocate(Math.max(64, 8L * words.length), arena);
    for (int i = 0; i < words.length; i++) {
      block.u64(i, words[i]);
    }
    constants[number] = block;
    emitted[number] = function;
  }

  @Override
  public LoopProgram program() {
    return program;
  }

  @Override
  public long sharedBytes() {
    return sharedBytes;
  }

  @Override
  public int parts(int phase) {
    return ContractEmitter.parts(program, program.phases().get(phase), width);
  }

  @Override
  public long scratchBytes() {
    return scratchBytes;
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
    control.u64(Control.CONSTANTS / 8, constants[phase].segment().address());
    functions[phase].invoke(
        call.shared, call.chains, call.scratch, control, call.first, call.count);
  }

  /// A reducing phase writes one chunk; the shared phase after it reads them all.
  private long partial(int phase, Call call) {
    long start = call.partial.segment().address();
    return program.phases().get(phase).reduces() ? start + call.chunk * partialBytes : start;
  }

  @Override
  public String listing() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < emitted.length; i++) {
      List<Assembler.Mark> marks = emitted[i].marks();
      for (int k = 0; k < marks.size(); k++) {
        int end = k + 1 < marks.size() ? marks.get(k + 1).position() : emitted[i].code().length;
        text.append(
            String.format(
                Locale.ROOT,
                "phase %d  bytes %6d to %6d  %s%n",
                i,
                marks.get(k).position(),
                end,
                marks.get(k).name()));
      }
    }
    return text.toString();
  }
}
