package org.ebm4j.inference.lanes;

import org.ebm4j.api.expr.Expr;

/// What a chain is doing, as a number in its state slot.
public enum State {
  RUNNING,
  /// the gradient is small enough
  GRADIENT,
  /// the energy has ceased to change
  CHANGE,
  /// rounding hides any further descent
  ROUNDING,
  /// all steps were used
  STEPS,
  /// all evaluations were used
  EVALUATIONS,
  /// no finite energy was found
  NOT_FINITE,
  /// the energy has no bottom
  UNBOUNDED,
  /// the gradient is wrong, or jumps
  NO_DESCENT;

  private static final State[] ALL = values();

  Expr expr() {
    return Expr.of(ordinal());
  }

  /// The state a number stands for.
  public static State of(double number) {
    return ALL[(int) number];
  }
}
