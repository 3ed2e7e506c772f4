package org.ebm4j.inference.minimise;

import java.util.List;
import java.util.Map;
import org.ebm4j.api.energy.FixedForm;
import org.ebm4j.api.energy.Slot;
import org.ebm4j.api.energy.StepArguments;
import org.ebm4j.api.expr.Expr;

/// Nesterov's momentum: the gradient is taken where the momentum is about to lead.
///
///     v ← μv − h ∇E(u)
///     u ← u + μv − h ∇E(u)
///
/// Here u is the point looked ahead to, w + μv of the usual w ← w + v with v ← μv − h∇E(w + μv); both run
/// to the same minimum, and this form needs one gradient a step, at u.
///
/// Source: [Nesterov 1983; Sutskever, Martens, Dahl, Hinton 2013, §2; the change of variable: Bengio,
/// Boulanger-Lewandowski, Pascanu 2013, §3.5].
///
/// @param step h > 0, in units of u² per unit of energy
/// @param momentum μ, 0 ≤ μ < 1
public record Nesterov(double step, double momentum) implements FixedForm, Iterative {
  private static final String VELOCITY = "velocity";

  public Nesterov {
    Settings.positive("Nesterov: the step", step, "start at 1e-3 and double it while E falls");
    Settings.share("Nesterov: the share of the last step", momentum, "0.9 is usual");
  }

  /// Nesterov's momentum with μ = 0.9.
  public static Nesterov of(double step) {
    return new Nesterov(step, .9);
  }

  @Override
  public List<Slot> slots() {
    return List.of(Slot.likeUnknown(VELOCITY));
  }

  @Override
  public Map<String, Double> settings() {
    return Map.of("step", step, "momentum", momentum);
  }

  @Override
  public Next next(StepArguments a) {
    Expr mu = a.setting("momentum");
    Expr down = a.gradient().times(a.setting("step"));
    Expr v = a.slot(VELOCITY).times(mu).minus(down);
    return Next.to(a.u().plus(v.times(mu)).minus(down)).with(VELOCITY, v);
  }

  @Override
  public Minimise loop() {
    return Minimise.by(this);
  }
}
