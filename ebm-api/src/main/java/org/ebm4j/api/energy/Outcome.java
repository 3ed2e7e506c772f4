package org.ebm4j.api.energy;

import org.ebm4j.api.graph.Values;

/// How a search ended, always with the best point it saw.
public sealed interface Outcome {
  /// The best point seen.
  Best best();

  /// What it cost.
  Counts counts();

  /// The way there.
  Trace trace();

  /// The reason it ended, as a sentence.
  String reason();

  /// Whether a stop rule was met.
  default boolean converged() {
    return this instanceof Converged;
  }

  /// A point with what is known about it.
  ///
  /// @param point n numbers
  /// @param energy E there
  /// @param terms coefficient·value of each term there, in the energy's order
  /// @param gradientNorm |∇E| there, Euclidean, in the problem's coordinates
  record Best(Values point, double energy, Values terms, double gradientNorm) {}

  /// What a search cost.
  ///
  /// @param steps of the method
  /// @param energies evaluations of E, with or without its gradient
  /// @param gradients evaluations of ∇E
  record Counts(long steps, long energies, long gradients) {}

  /// A stop rule was met.
  ///
  /// @param reason the rule and the number that met it
  record Converged(Best best, Counts counts, Trace trace, String reason) implements Outcome {}

  /// Something else ended it while it was going well.
  record StoppedEarly(Best best, Counts counts, Trace trace, Limit limit, String reason)
      implements Outcome {
    /// What ended a search that was going well.
    public enum Limit {
      /// The allowed steps or evaluations were used.
      STEPS,
      /// The allowed time was used.
      TIME,
      /// The caller cancelled.
      CANCELLED,
      /// A callback asked for it.
      CALLBACK
    }
  }

  /// It could not go on.
  ///
  /// @param trouble what happened
  /// @param reason a sentence with the numbers
  record WentWrong(Best best, Counts counts, Trace trace, Trouble trouble, String reason)
      implements Outcome {
    /// What a search could not go on with.
    public enum Trouble {
      /// The energy or its gradient stopped being finite.
      NOT_FINITE,
      /// No step lowered the energy although the gradient is not small: it is wrong, or rounding
      /// hides the descent.
      NO_DESCENT,
      /// The energy falls without bound.
      UNBOUNDED
    }
  }
}
