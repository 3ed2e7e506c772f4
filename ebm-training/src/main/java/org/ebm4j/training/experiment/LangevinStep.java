package org.ebm4j.training.experiment;

import java.util.Map;
import org.ebm4j.api.energy.FixedForm;
import org.ebm4j.api.energy.StepArguments;
import org.ebm4j.api.expr.Expr;

/// u ← u − h∇E(u) + s·ξ: Langevin where s = √(2h), gradient descent where s = 0.
record LangevinStep(double step, double noise) implements FixedForm {
  static LangevinStep sampling(double step) {
    return new LangevinStep(step, Math.sqrt(2 * step));
  }

  static LangevinStep descending(double step) {
    return new LangevinStep(step, 0);
  }

  @Override
  public Map<String, Double> settings() {
    return Map.of("step", step, "noise", noise);
  }

  @Override
  public Next next(StepArguments a) {
    Expr drift = a.gradient().times(a.setting("step"));
    return Next.to(a.u().minus(drift).plus(a.noise().times(a.setting("noise"))));
  }
}
