package org.ebm4j.inference.minimise;

import java.util.Map;
import org.ebm4j.api.energy.FixedForm;
import org.ebm4j.api.energy.StepArguments;

/// Descent with a fixed step:
///
///     u ← u − h ∇E(u)
///
/// On a quadratic with curvatures between μ and L it converges for h < 2/L, fastest at h = 2/(μ + L),
/// where a step shrinks the error by (L − μ)/(L + μ); for h ≥ 2/L it diverges.
///
/// Source: [Cauchy 1847; Nesterov 2004, §1.2.3].
///
/// @param step h > 0, in units of u² per unit of energy
public record GradientDescent(double step) implements FixedForm, Iterative {
  public GradientDescent {
    Settings.positive(
        "GradientDescent: the step", step, "below 2/curvature, or use SteepestDescent");
  }

  /// Descent with this step.
  public static GradientDescent of(double step) {
    return new GradientDescent(step);
  }

  @Override
  public Map<String, Double> settings() {
    return Map.of("step", step);
  }

  @Override
  public Next next(StepArguments a) {
    return Next.to(a.u().minus(a.gradient().times(a.setting("step"))));
  }

  @Override
  public Minimise loop() {
    return Minimise.by(this);
  }
}
