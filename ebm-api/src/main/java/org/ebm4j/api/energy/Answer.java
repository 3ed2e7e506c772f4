package org.ebm4j.api.energy;

import java.util.List;
import java.util.Locale;

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

  /// Energy, terms and how the search ended.
  ///
  ///     E = 0.25: fit 0.05, slack 0.2; |∇E| = 3.1e-7
  ///     converged after 23 steps: the gradient norm fell below 1e-6
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("E = ").append(digits(energy())).append(": ");
    for (int i = 0; i < names.size(); i++) {
      text.append(i == 0 ? "" : ", ").append(names.get(i)).append(' ');
      text.append(digits(outcome.best().terms().get(i)));
    }
    text.append("; |∇E| = ").append(digits(outcome.best().gradientNorm()));
    text.append('\n').append(ended()).append(" after ").append(outcome.counts().steps());
    return text.append(" steps: ").append(outcome.reason()).toString();
  }

  private String ended() {
    return switch (outcome) {
      case Outcome.Converged _ -> "converged";
      case Outcome.StoppedEarly _ -> "stopped";
      case Outcome.WentWrong _ -> "went wrong";
    };
  }

  private static String digits(double value) {
    return String.format(Locale.ROOT, "%.6g", value);
  }
}
