package org.ebm4j.training.objective;

import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.training.data.Dataset;

/// Where batches come from, and what computes.
///
/// @param data the examples
/// @param batch examples in a batch, 1 … data.size()
/// @param seed of everything random
/// @param engine what runs programs
/// @param precision of their numbers
public record Source(Dataset data, int batch, long seed, Engine engine, Precision precision) {
  public Source {
    if (batch < 1 || batch > data.size()) {
      throw new IllegalArgumentException(
          "a batch of "
              + batch
              + " cannot be drawn from "
              + data.size()
              + " rows; take one between 1 and the number of rows");
    }
  }
}
