package org.ebm4j.training.objective;

import java.util.Map;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.expr.Leaf;
import org.ebm4j.api.expr.Maths;
import org.ebm4j.api.random.Purpose;

/// Denoising score matching: the slope of the energy points from a noisy example back to the clean
/// one.
///
///     L = mean over the batch of ½σ²·|∇E(x̃) − (x̃ − x)/σ²|²/n,    x̃ = x + σξ,  ξ ~ N(0, I)
///
/// Its minimum is the energy of the data *with* that noise: exp(−E) = p ∗ N(0, σ²). It needs no
/// sampling; far from the data, where no x̃ comes, the energy is left to chance. The factor σ² makes the
/// loss of a flat energy ½ whatever σ. With an observation, y is noisy and x is not.
///
/// Source: [Vincent 2011, eq. 9].
///
/// @param noise σ > 0, in units of y
public record DenoisingScore(double noise) implements Objective<Energy<?, ?, ?>> {
  public DenoisingScore {
    if (!(noise > 0 && noise < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "denoising score: the noise should be positive and finite, found " + noise);
    }
  }

  @Override
  public Loss loss(Energy<?, ?, ?> model) {
    EnergyFormula energy = EnergyFormula.of("denoising score", model);
    int n = model.ys().size();
    Expr x = Leaf.input(EnergyFormula.OBSERVED, model.xs().size());
    Expr clean = Leaf.input(EnergyFormula.DATA, n);
    Expr normal = Leaf.normal(Purpose.NOISE, 0, n);
    Expr noisy = clean.plus(normal.times(noise));
    Expr slope = EnergyFormula.slope(energy.at(x, noisy), noisy);
    Expr loss = Maths.sq(slope.times(noise).minus(normal)).over(2 * n).batchMean();
    return Loss.of(loss, Map.of());
  }

  @Override
  public Feed feed(Energy<?, ?, ?> model, Source source) {
    return new DataFeed(model, source);
  }
}
