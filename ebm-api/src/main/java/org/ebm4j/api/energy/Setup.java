package org.ebm4j.api.energy;

import java.util.Optional;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;

/// What a question is computed with.
///
/// @param engine empty for the best there is
record Setup(Optional<Engine> engine, Precision precision) {
  static final Setup STANDARD = new Setup(Optional.empty(), Precision.F32);

  Setup on(Engine other) {
    return new Setup(Optional.of(other), precision);
  }

  Setup in(Precision other) {
    return new Setup(engine, other);
  }

  /// The engine, looked up when it is needed.
  Engine chosen() {
    return engine.orElseGet(Engine::best);
  }
}
