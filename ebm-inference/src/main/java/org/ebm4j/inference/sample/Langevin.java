package org.ebm4j.inference.sample;

import java.util.Map;
import org.ebm4j.api.energy.StepArguments;

/// Unadjusted Langevin: noisy descent whose chains visit y in proportion to exp(−βE(y)), nearly.
///
///     u ← u − h ∇E(u) + √(2h/β) ξ      ξ ~ N(0, I)
///
/// As β → ∞ the noise vanishes and the chain is gradient descent. The chain forgets its start but not
/// its step: on E = ½u²/s² with β = 1 its variance is s²/(1 − h/(2s²)), not s², and for h ≥ 2s² it
/// diverges. Where that bias matters, correct it ({@link Mala}) or measure it. Nothing is rejected; a
/// point that stops being finite ends its chain, which keeps its last finite point and says so.
///
/// Source: [Roberts & Tweedie 1996, §1.4].
///
/// @param step h > 0, in units of u² per unit of energy
/// @param beta β > 0, the inverse temperature, per unit of energy
public record Langevin(double step, double beta) implements Transition {
  public Langevin {
    Positive.require(
        "Langevin: the step", step, "start at 1e-3 and double it while the mean energy stays");
    Positive.require("Langevin: the inverse temperature", beta, "1 samples exp(−E) itself");
  }

  /// Langevin with β = 1.
  public static Langevin of(double step) {
    return new Langevin(step, 1);
  }

  @Override
  public Map<String, Double> settings() {
    return Map.of("step", step, "noise", Math.sqrt(2 * step / beta));
  }

  @Override
  public Next next(StepArguments a) {
    return Next.to(
        a.u()
            .minus(a.gradient().times(a.setting("step")))
            .plus(a.noise().times(a.setting("noise"))));
  }
}
