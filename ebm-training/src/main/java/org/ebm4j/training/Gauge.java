package org.ebm4j.training;

import java.util.Map;

/// Reads numbers off a model while it is trained.
@FunctionalInterface
public interface Gauge<M> {
  /// @param model with the weights of the moment, averaged ones if the fit averages
  /// @return numbers by name
  Map<String, Double> read(M model);
}
