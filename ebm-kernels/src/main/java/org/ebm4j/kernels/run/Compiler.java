package org.ebm4j.kernels.run;

import java.util.LinkedHashMap;
import java.util.function.Function;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Program;
import org.ebm4j.kernels.loop.LoopProgram;

/// Lowers computations and remembers what was compiled: the programs used last stay, older ones
/// live as long as somebody holds them.
public final class Compiler {
  private static final int REMEMBERED = 256;

  private final String engine;
  private final Function<LoopProgram, Executor> translate;
  private final LinkedHashMap<StructureKey, Program> recent =
      new LinkedHashMap<>(64, .75f, true); // in the order of last use

  /// @param engine the name programs give for their engine
  /// @param translate from a loop program to what executes it
  public Compiler(String engine, Function<LoopProgram, Executor> translate) {
    this.engine = engine;
    this.translate = translate;
  }

  /// The program of a computation; one compiled before is used again.
  public Program compile(Computation computation, Precision precision) {
    StructureKey key = StructureKey.of(computation, precision);
    synchronized (recent) {
      Program program =
          recent.computeIfAbsent(
              key, _ -> new CompiledProgram(computation, precision, engine, translate));
      if (recent.size() > REMEMBERED) {
        recent.remove(recent.firstEntry().getKey());
      }
      return program;
    }
  }
}
