package org.ebm4j.inference.minimise;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/// When a search ends. Each row of a run ends by itself; what ends first is the outcome's reason.
///
/// Converged:
/// - gradient: |∇E| ≤ gradient, in a box |u − P(u − ∇E)| ≤ gradient with P the box's nearest point;
/// - change: |E before − E after| ≤ change·max(1, |E|) in each of {@code patience} steps in a row;
///   0 turns it off;
/// - methods with a line search also end where rounding hides any further descent.
///
/// Stopped early: steps, evaluations of the energy, time.
///
/// @param gradient ≥ 0, in units of energy per unit of u
/// @param change ≥ 0, relative to the energy where that is above 1
/// @param patience steps, ≥ 1
/// @param steps of the method, ≥ 1
/// @param evaluations of the energy while searching, ≥ 1
/// @param time of the whole run
public record Stop(
    double gradient, double change, int patience, long steps, long evaluations, Duration time) {

  public Stop {
    atLeast("the gradient's norm", gradient, 0);
    atLeast("the change of energy", change, 0);
    atLeast("patience", patience, 1);
    atLeast("steps", (double) steps, 1);
    atLeast("evaluations", (double) evaluations, 1);
    if (time.isNegative()) {
      throw new IllegalArgumentException("Stop: time should not be negative, found " + time);
    }
  }

  private static void atLeast(String what, double found, double least) {
    if (!(found >= least)) {
      throw new IllegalArgumentException(
          "Stop: " + what + " should be at least " + least + ", found " + found);
    }
  }

  /// Gradient 10⁻⁶, no rule for the change of energy, 10 000 steps.
  public static Stop standard() {
    return new Stop(1e-6, 0, 3, 10_000, Long.MAX_VALUE, ChronoUnit.FOREVER.getDuration());
  }

  /// With another bound on the norm of the gradient.
  public Stop gradient(double norm) {
    return new Stop(norm, change, patience, steps, evaluations, time);
  }

  /// With another bound on the change of the energy; 0 turns it off.
  public Stop change(double relative) {
    return new Stop(gradient, relative, patience, steps, evaluations, time);
  }

  /// With another number of steps in a row for the change of the energy.
  public Stop patience(int inARow) {
    return new Stop(gradient, change, inARow, steps, evaluations, time);
  }

  /// With at most so many steps.
  public Stop steps(long most) {
    return new Stop(gradient, change, patience, most, evaluations, time);
  }

  /// With at most so many evaluations of the energy.
  public Stop evaluations(long most) {
    return new Stop(gradient, change, patience, steps, most, time);
  }

  /// Within this time.
  public Stop time(Duration most) {
    return new Stop(gradient, change, patience, steps, evaluations, most);
  }
}
