package org.ebm4j.training.objective;

import org.ebm4j.api.engine.Run;
import org.ebm4j.api.weights.Weights;

/// Fills the inputs of a loss before each step. Confined to the thread of its fit.
public interface Feed extends AutoCloseable {
  /// Fills the inputs for one step.
  ///
  /// @param run of the fit: its inputs are modified; the blocks of the parameters hold their values
  ///   and are only read
  /// @param step steps done before it
  void fill(Run run, long step);

  /// Numbers that later steps depend on, beside seed and step.
  default Weights state() {
    return Weights.empty();
  }

  /// Goes on from a state.
  default void restore(Weights state) {}

  @Override
  default void close() {}
}
