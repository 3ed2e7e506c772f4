package org.ebm4j.training.experiment;

import org.ebm4j.training.Metrics;

/// Who follows an experiment while it runs.
public interface Audience {
  /// How far a part of the experiment has come.
  ///
  /// @param part its name
  void progress(String part, long done, long total);

  /// What was measured on the way.
  ///
  /// @param run the part it belongs to
  void metrics(String run, Metrics metrics);

  /// Asked often: whether to stop. The experiment then ends with what it has.
  default boolean stop() {
    return false;
  }

  /// Nobody.
  static Audience none() {
    return new Audience() {
      @Override
      public void progress(String part, long done, long total) {}

      @Override
      public void metrics(String run, Metrics metrics) {}
    };
  }
}
