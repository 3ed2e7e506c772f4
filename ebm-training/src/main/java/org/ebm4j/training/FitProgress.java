package org.ebm4j.training;

/// Hears how far a fit has come, after every step.
@FunctionalInterface
public interface FitProgress {
  /// @param done steps done
  /// @param total steps there will be
  void at(long done, long total);
}
