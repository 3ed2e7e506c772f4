package org.ebm4j.kernels.vector;

import java.util.Optional;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Program;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.run.Compiler;
import org.ebm4j.kernels.run.Executor;
import org.ebm4j.kernels.run.LoopEngine;

/// Loop programs on the Vector API, for processors without machine code and where native access is
/// refused. Needs the module `jdk.incubator.vector`, and a while until its kernels are compiled.
public final class VectorEngine implements LoopEngine {
  private static final String MODULE = "jdk.incubator.vector";

  private final Compiler compiler = new Compiler("vector", VectorEngine::executor);

  /// What performs a loop program.
  public static Executor executor(LoopProgram program) {
    return new VectorExecutor(program);
  }

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public int rank() {
    return 50;
  }

  @Override
  public Optional<String> unavailable() {
    return ModuleLayer.boot().findModule(MODULE).isPresent()
        ? Optional.empty()
        : Optional.of(
            "vectors: the JVM's vector module is not loaded; add --add-modules " + MODULE);
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
