package org.ebm4j.api.interpret;

import java.util.Optional;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Program;

/// Runs computations by interpreting their graph in f64: slow, obvious, everywhere.
///
/// In {@link Precision#F32} numbers are rounded to 32 bits where they enter or leave a block;
/// between blocks they stay f64.
public final class ReferenceEngine implements Engine {

  /// For {@link java.util.ServiceLoader}.
  public ReferenceEngine() {}

  @Override
  public String name() {
    return "reference";
  }

  @Override
  public int rank() {
    return 0;
  }

  @Override
  public Optional<String> unavailable() {
    return Optional.empty();
  }

  @Override
  public Program compile(Computation computation, Precision precision) {
    return new ReferenceProgram(computation, precision);
  }
}
