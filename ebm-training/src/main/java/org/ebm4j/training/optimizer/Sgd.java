package org.ebm4j.training.optimizer;

import java.util.List;
import java.util.Map;

/// Gradient descent on batches: θ ← θ − η·g [Robbins & Monro 1951].
///
/// @param schedule of η
public record Sgd(Schedule schedule) implements Optimizer {
  /// At a constant rate.
  public static Sgd of(double rate) {
    return new Sgd(Schedule.constant(rate));
  }

  @Override
  public List<String> slots() {
    return List.of();
  }

  @Override
  public Map<String, Double> settings(long step, long total) {
    return Map.of(RATE, schedule.at(step, total));
  }

  @Override
  public Next next(Arguments a) {
    return new Next(a.parameter().minus(a.gradient().times(a.setting(RATE))), Map.of());
  }
}
