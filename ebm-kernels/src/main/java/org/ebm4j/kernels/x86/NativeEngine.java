package org.ebm4j.kernels.x86;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Program;
import org.ebm4j.kernels.asm.Width;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.memory.Isa;
import org.ebm4j.kernels.memory.Machine;
import org.ebm4j.kernels.run.Compiler;
import org.ebm4j.kernels.run.Executor;
import org.ebm4j.kernels.run.LoopEngine;

/// Machine code for x86-64 with AVX2 and FMA, or with AVX-512 where the processor has it; at full
/// speed from the first call.
public final class NativeEngine implements LoopEngine {
  private final Compiler compiler;

  public NativeEngine() {
    compiler = new Compiler("native", NativeEngine::executor);
  }

  /// With registers of 256 or 512 bits, which this processor must have.
  NativeEngine(Width width) {
    this(Target.of(width));
  }

  /// With code written for a target that this processor can run.
  NativeEngine(Target target) {
    compiler = new Compiler("native", program -> new MachineCode(program, target));
  }

  /// With another number of rounds of Philox than programs have, to see what they cost; no other
  /// engine draws these numbers.
  ///
  /// @param rounds ≥ 1
  /// @throws IllegalStateException if there is no machine code here, with the reason
  public static NativeEngine ofRounds(int rounds) {
    Machine.unavailable()
        .ifPresent(reason -> {
          throw new IllegalStateException(reason);
        });
    return new NativeEngine(Target.of(widths().getLast()).rounds(rounds));
  }

  /// The widths of registers there are here, narrow first.
  static List<Width> widths() {
    return switch (Machine.isa()) {
      case NONE -> List.of();
      case AVX2 -> List.of(Width.YMM);
      case AVX512 -> List.of(Width.YMM, Width.ZMM);
    };
  }

  /// A loop program as machine code.
  ///
  /// @throws IllegalStateException if the system refuses executable pages, with its reason
  public static Executor executor(LoopProgram program) {
    Width width = Machine.isa() == Isa.AVX512 ? Width.ZMM : Width.YMM;
    return new MachineCode(program, Target.of(width));
  }

  /// The same for every width of registers there is here, narrow first.
  public static List<Executor> executors(LoopProgram program) {
    return executors(program, Stage.LEAST);
  }

  /// The same with kernels on what all chains share in parts of so many turns of their loops, or a
  /// few more, however small that is.
  public static List<Executor> executors(LoopProgram program, int turns) {
    List<Executor> executors = new ArrayList<>();
    widths()
        .forEach(width -> executors.add(new MachineCode(program, Target.of(width).turns(turns))));
    return executors;
  }

  @Override
  public String name() {
    return "native";
  }

  @Override
  public int rank() {
    return 100;
  }

  @Override
  public Optional<String> unavailable() {
    return Machine.unavailable();
  }

  @Override
  public Executor translate(LoopProgram program) {
    return executor(program);
  }

  @Override
  public Program compile(Computation computation, Precision precision) {
    return compiler.compile(computation, precision);
  }
}
