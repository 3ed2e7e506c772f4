package org.ebm4j.training;

/// How a fit ended.
public sealed interface FitOutcome {
  /// Steps whose work is in the weights.
  long steps();

  /// The reason, as a sentence.
  String reason();

  /// All steps were done.
  record Finished(long steps) implements FitOutcome {
    @Override
    public String reason() {
      return "all " + steps + " steps were done";
    }
  }

  /// The caller asked for an end, or interrupted the thread. The work is kept and can be resumed.
  ///
  /// @param total steps there would have been
  record StoppedEarly(long steps, long total) implements FitOutcome {
    @Override
    public String reason() {
      return "stopped after " + steps + " of " + total + " steps, as was asked";
    }
  }

  /// The loss or its gradient stopped being a finite number. The weights are the last that were
  /// recorded before.
  ///
  /// @param steps of the weights
  /// @param at the step that went wrong, counted from 0
  /// @param loss found there
  /// @param gradientNorm found there
  record WentWrong(long steps, long at, double loss, double gradientNorm) implements FitOutcome {
    @Override
    public String reason() {
      return "at step "
          + at
          + " the loss was "
          + loss
          + " and the norm of its gradient "
          + gradientNorm
          + ", so the weights of step "
          + steps
          + " were kept; a smaller learning rate or clipped(1) usually helps";
    }
  }
}
