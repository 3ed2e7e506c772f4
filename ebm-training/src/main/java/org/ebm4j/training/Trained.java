package org.ebm4j.training;

import java.util.List;
import org.ebm4j.api.weights.Weights;

/// What came of a fit.
///
/// @param model with its weights
/// @param weights of all parameters of the fit: the model's, and those of the objective's own
/// @param history what was recorded, in order; after a resume, from there on
/// @param outcome how it ended
/// @param checkpoint from which it can be resumed
public record Trained<M>(
    M model, Weights weights, List<Metrics> history, FitOutcome outcome, Checkpoint checkpoint) {
  public Trained {
    history = List.copyOf(history);
  }

  /// The numbers of one name over the steps, where they were recorded.
  public List<Metrics> history(String name) {
    return history.stream().filter(m -> m.has(name)).toList();
  }

  /// Whether all steps were done.
  public boolean finished() {
    return outcome instanceof FitOutcome.Finished;
  }
}
