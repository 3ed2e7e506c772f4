package org.ebm4j.api.energy;

import java.util.List;

/// The answer to a question: the best point found, and how the search for it ended.
///
/// @param y the answer
/// @param z the latent that goes with it
/// @param names of the energy's terms
/// @param outcome how the search ended, with energy, gradient norm, counts and trace
public record Answer<Y, Z>(Y y, Z z, List<String> names, Outcome outcome) {
  public Answer {
    names = List.copyOf(names);
  }

  /// E at the answer.
  public double energy() {
    return outcome.best().energy();
  }

  /// What one term contributed there.
  ///
  /// @throws IllegalArgumentException if there is none of that name, with the names there are
  public double term(String name) {
    return outcome.best().terms().get(Evaluation.indexOf(names, name));
  }

  /// Whether the search met a stop rule.
  public boolean converged() {
    return outcome.converged();
  }
}
