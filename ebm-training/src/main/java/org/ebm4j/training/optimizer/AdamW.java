package org.ebm4j.training.optimizer;

import java.util.List;
import java.util.Map;
import org.ebm4j.api.expr.Expr;

/// Adam with decoupled weight decay.
///
///     m ← β₁m + (1 − β₁)g        v ← β₂v + (1 − β₂)g²
///     θ ← θ − η·( m̂/(√v̂ + ε) + λθ ),    m̂ = m/(1 − β₁ᵗ),  v̂ = v/(1 − β₂ᵗ)
///
/// The decay λ does not pass through m and v, and is multiplied by the learning rate. Every parameter
/// decays, biases too. The first step is η·(g/(|g| + ε) + λθ): its size does not depend on the
/// gradient's.
///
/// Source: [Loshchilov & Hutter 2019, algorithm 2]; [Kingma & Ba 2015, algorithm 1].
///
/// @param schedule of η
/// @param beta1 β₁, 0 ≤ β₁ < 1
/// @param beta2 β₂, 0 ≤ β₂ < 1
/// @param epsilon ε > 0
/// @param decay λ ≥ 0
public record AdamW(Schedule schedule, double beta1, double beta2, double epsilon, double decay)
    implements Optimizer {
  private static final String MEAN = "adam mean";
  private static final String SQUARE = "adam square";
  private static final String MEAN_CORRECTION = "adam mean correction";
  private static final String SQUARE_CORRECTION = "adam square correction";

  public AdamW {
    require("beta1", beta1, beta1 >= 0 && beta1 < 1, "lie in [0, 1); .9 is usual");
    require("beta2", beta2, beta2 >= 0 && beta2 < 1, "lie in [0, 1); .999 is usual");
    require("epsilon", epsilon, epsilon > 0, "be positive; 1e-8 is usual");
    require(
        "decay",
        decay,
        decay >= 0 && decay < Double.POSITIVE_INFINITY,
        "be 0 or more and finite; .01 is usual");
  }

  private static void require(String what, double found, boolean holds, String law) {
    if (!holds) {
      throw new IllegalArgumentException("AdamW: " + what + " is " + found + " and should " + law);
    }
  }

  /// At a constant rate with β = (.9, .999), ε = 1e−8 and no decay: Adam.
  public static AdamW of(double rate) {
    return of(Schedule.constant(rate));
  }

  /// With β = (.9, .999), ε = 1e−8 and no decay: Adam.
  public static AdamW of(Schedule schedule) {
    return new AdamW(schedule, .9, .999, 1e-8, 0);
  }

  /// With this λ.
  public AdamW decay(double decay) {
    return new AdamW(schedule, beta1, beta2, epsilon, decay);
  }

  /// With these β.
  public AdamW betas(double beta1, double beta2) {
    return new AdamW(schedule, beta1, beta2, epsilon, decay);
  }

  @Override
  public List<String> slots() {
    return List.of(MEAN, SQUARE);
  }

  @Override
  public Map<String, Double> settings(long step, long total) {
    return Map.of(
        RATE, schedule.at(step, total),
        MEAN_CORRECTION, 1 / (1 - Math.pow(beta1, step + 1.0)),
        SQUARE_CORRECTION, 1 / (1 - Math.pow(beta2, step + 1.0)));
  }

  @Override
  public Next next(Arguments a) {
    Expr g = a.gradient();
    Expr mean = a.slot(MEAN).times(beta1).plus(g.times(1 - beta1));
    Expr square = a.slot(SQUARE).times(beta2).plus(g.squared().times(1 - beta2));
    Expr direction =
        mean.times(a.setting(MEAN_CORRECTION))
            .over(square.times(a.setting(SQUARE_CORRECTION)).sqrt().plus(epsilon));
    Expr decayed = decay == 0 ? direction : direction.plus(a.parameter().times(decay));
    return new Next(
        a.parameter().minus(decayed.times(a.setting(RATE))), Map.of(MEAN, mean, SQUARE, square));
  }
}
