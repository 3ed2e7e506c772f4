package org.ebm4j.kernels.x86;

import java.util.Optional;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Program;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.memory.Machine;
import org.ebm4j.kernels.run.Compiler;
import org.ebm4j.kernels.run.Executor;

/// Machine code for x86-64 with AVX2 and FMA, at full speed from the first call.
public final class NativeEngine implements Engine {
  private final Compiler compiler = new Compiler("native", NativeEngine::executor);

  /// A loop program as machine code.
  ///
  /// @throws IllegalStateException if the system refuses executable pages, with its reason
  public static Executor executor(LoopProgram program) {
    return new MachineCode(program);
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
  public Program compile(Computation computation, Precision precision) {
    return compiler.compile(computation, precision);
  }
}
