package org.ebm4j.inference.lanes;

import org.ebm4j.api.expr.Expr;

/// What a chain is doing, as a number in its state slot.
public enum State {
  RUNNING(0),
  /// the gradient is small enough
  GRADIENT(1),
  /// the energy has ceased to change
  CHANGE(2),
  /// rounding hides any further descent
  ROUNDING(3),
  /// all steps were used
  STEPS(4),
  /// all evaluations were used
  EVALUATIONS(5),
  /// no finite energy was found
  NOT_FINITE(6),
  /// the energy has no bottom
  UNBOUNDED(7),
  /// the gradient is wrong, or jumps
  NO_DESCENT(8);

  private static final State[] ALL = values();

  private final int number;

  State(int number) {
    this.number = number;
  }

  Expr expr() {
    return Expr.of(number);
  }

  /// The number of a state.
  public int number() {
    return number;
  }

  /// The state a number stands for.
  public static State of(double number) {
    return ALL[(int) number];
  }

  /// Whether a number stands for {@link #RUNNING}.
  public static boolean isRunning(double number) {
    return of(number) == RUNNING;
  }
}
