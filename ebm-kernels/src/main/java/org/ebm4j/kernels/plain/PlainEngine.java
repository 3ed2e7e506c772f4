package org.ebm4j.kernels.plain;

import java.util.Optional;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Program;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.run.Compiler;
import org.ebm4j.kernels.run.Executor;
import org.ebm4j.kernels.run.LoopEngine;

/// Interprets loop programs, on any processor. Right for small work, and what the other engines are
/// held against.
public final class PlainEngine implements LoopEngine {
  private final Compiler compiler = new Compiler("plain", PlainExecutor::new);

  @Override
  public String name() {
    return "plain";
  }

  @Override
  public int rank() {
    return 10;
  }

  @Override
  public Optional<String> unavailable() {
    return Optional.empty();
  }

  @Override
  public Executor translate(LoopProgram program) {
    return new PlainExecutor(program);
  }

  @Override
  public Program compile(Computation computation, Precision precision) {
    return compiler.compile(computation, precision);
  }
}
