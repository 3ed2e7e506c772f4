package org.ebm4j.training.optimizer;

import java.util.List;
import java.util.Map;
import org.ebm4j.api.expr.Expr;

/// The heavy ball: m ← μ·m + g, θ ← θ − η·m [Polyak 1964].
///
/// In this convention a constant gradient leads to steps of η·g/(1 − μ).
///
/// @param schedule of η
/// @param decay μ, 0 ≤ μ < 1
public record Momentum(Schedule schedule, double decay) implements Optimizer {
  private static final String MEAN = "momentum";

  public Momentum {
    if (!(decay >= 0 && decay < 1)) {
      throw new IllegalArgumentException(
          "momentum: the decay should be at least 0 and below 1, found " + decay + "; .9 is usual");
    }
  }

  /// At a constant rate with μ = .9.
  public static Momentum of(double rate) {
    return new Momentum(Schedule.constant(rate), .9);
  }

  @Override
  public List<String> slots() {
    return List.of(MEAN);
  }

  @Override
  public Map<String, Double> settings(long step, long total) {
    return Map.of(RATE, schedule.at(step, total));
  }

  @Override
  public Next next(Arguments a) {
    Expr mean = a.slot(MEAN).times(decay).plus(a.gradient());
    return new Next(a.parameter().minus(mean.times(a.setting(RATE))), Map.of(MEAN, mean));
  }
}
