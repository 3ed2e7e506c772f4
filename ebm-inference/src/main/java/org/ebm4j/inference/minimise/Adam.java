package org.ebm4j.inference.minimise;

import java.util.List;
import java.util.Map;
import org.ebm4j.api.energy.FixedForm;
import org.ebm4j.api.energy.Slot;
import org.ebm4j.api.energy.StepArguments;
import org.ebm4j.api.expr.Expr;

/// Adam: each number moves by its mean gradient over its root mean square.
///
///     m ← β₁m + (1 − β₁)∇E      v ← β₂v + (1 − β₂)(∇E)²
///     c₁ ← β₁c₁ + (1 − β₁)      c₂ ← β₂c₂ + (1 − β₂)
///     u ← u − h (m/c₁) / (√(v/c₂) + ε)
///
/// c is the same average taken of ones, c = 1 − βᵗ after t steps: carried in this form it keeps all its
/// digits in f32, where 1 − β₂ᵗ itself would lose three of them at the first step.
///
/// A number moves by about h a step whatever the size of its gradient, so near a minimum Adam wanders
/// within h of it: lower the step for more.
///
/// Source: [Kingma & Ba 2015, algorithm 1].
///
/// @param step h > 0, in units of u
/// @param beta1 0 ≤ β₁ < 1
/// @param beta2 0 ≤ β₂ < 1
/// @param epsilon ε > 0, in units of the gradient
public record Adam(double step, double beta1, double beta2, double epsilon)
    implements FixedForm, Iterative {
  private static final String MEAN = "mean";
  private static final String SQUARE = "square";
  private static final String MEAN_OF_ONES = "meanOfOnes";
  private static final String SQUARE_OF_ONES = "squareOfOnes";

  public Adam {
    Settings.positive("Adam: the step", step, "1e-3 is usual");
    Settings.share("Adam: the memory of the mean", beta1, "0.9 is usual");
    Settings.share("Adam: the memory of the squares", beta2, "0.999 is usual");
    Settings.positive("Adam: the number added to the root", epsilon, "1e-8 is usual");
  }

  /// Adam with β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸.
  public static Adam of(double step) {
    return new Adam(step, .9, .999, 1e-8);
  }

  @Override
  public List<Slot> slots() {
    return List.of(
        Slot.likeUnknown(MEAN),
        Slot.likeUnknown(SQUARE),
        Slot.shared(MEAN_OF_ONES, 0),
        Slot.shared(SQUARE_OF_ONES, 0));
  }

  @Override
  public Map<String, Double> settings() {
    return Map.of(
        "step", step, "keep1", beta1, "take1", 1 - beta1, "keep2", beta2, "take2", 1 - beta2,
        "epsilon", epsilon);
  }

  @Override
  public Next next(StepArguments a) {
    Expr m = average(a.slot(MEAN), a.gradient(), a, "1");
    Expr v = average(a.slot(SQUARE), a.gradient().squared(), a, "2");
    Expr c1 = average(a.slot(MEAN_OF_ONES), Expr.of(1), a, "1");
    Expr c2 = average(a.slot(SQUARE_OF_ONES), Expr.of(1), a, "2");
    Expr root = v.over(c2).sqrt().plus(a.setting("epsilon"));
    return Next.to(a.u().minus(m.over(c1).times(a.setting("step")).over(root)))
        .with(MEAN, m)
        .with(SQUARE, v)
        .with(MEAN_OF_ONES, c1)
        .with(SQUARE_OF_ONES, c2);
  }

  private static Expr average(Expr before, Expr now, StepArguments a, String which) {
    return before.times(a.setting("keep" + which)).plus(now.times(a.setting("take" + which)));
  }

  @Override
  public Minimise loop() {
    return Minimise.by(this);
  }
}
