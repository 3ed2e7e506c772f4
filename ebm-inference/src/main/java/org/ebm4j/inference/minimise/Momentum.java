package org.ebm4j.inference.minimise;

import java.util.List;
import java.util.Map;
import org.ebm4j.api.energy.FixedForm;
import org.ebm4j.api.energy.Slot;
import org.ebm4j.api.energy.StepArguments;
import org.ebm4j.api.expr.Expr;

/// The heavy ball: a step keeps a share of the last one.
///
///     v ← μv − h ∇E(u)
///     u ← u + v
///
/// On a quadratic with curvatures between m and L the best choice, √h = 2/(√L + √m) and √μ = 1 − √(hm),
/// shrinks the error by √μ a step. The box clamps u, not v: a ball pressed against a wall keeps pressing
/// until its velocity has decayed.
///
/// Source: [Polyak 1964].
///
/// @param step h > 0, in units of u² per unit of energy
/// @param momentum μ, 0 ≤ μ < 1
public record Momentum(double step, double momentum) implements FixedForm, Iterative {
  private static final String VELOCITY = "velocity";

  public Momentum {
    Settings.positive("Momentum: the step", step, "start at 1e-3 and double it while E falls");
    Settings.share("Momentum: the share of the last step", momentum, "0.9 is usual");
  }

  /// The heavy ball with μ = 0.9.
  public static Momentum of(double step) {
    return new Momentum(step, .9);
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
    Expr v =
        a.slot(VELOCITY).times(a.setting("momentum")).minus(a.gradient().times(a.setting("step")));
    return Next.to(a.u().plus(v)).with(VELOCITY, v);
  }

  @Override
  public Minimise loop() {
    return Minimise.by(this);
  }
}
