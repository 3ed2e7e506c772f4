package org.ebm4j.inference.search;

/// How far to go along a line. Asks for φ and φ′ at one step at a time, so that its caller can
/// evaluate many searches together; made for one line and confined to its caller.
public sealed interface LineSearch permits Backtracking, MoreThuente {
  /// The step to evaluate next.
  double trial();

  /// Tells what was found at the trial step.
  ///
  /// @param energy φ(α); may be NaN or infinite
  /// @param slope φ′(α)
  Verdict see(double energy, double slope);

  enum Verdict {
    /// Go on: there is another trial.
    AGAIN,
    /// The trial meets the conditions asked for.
    MET,
    /// The trial's energy differs from the first by rounding only, and its slope meets the
    /// condition.
    MET_WITHIN_ROUNDING,
    /// The trial is the longest step allowed and the energy still falls there.
    LONGEST,
    /// No step was found.
    FAILED
  }
}
