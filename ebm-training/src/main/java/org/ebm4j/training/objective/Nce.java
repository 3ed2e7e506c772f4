package org.ebm4j.training.objective;

import java.util.Map;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.expr.Leaf;
import org.ebm4j.api.graph.Init;
import org.ebm4j.training.data.Dataset;

/// Noise-contrastive estimation: tell data from points of a known law q.
///
///     L = mean over the batch of  −log σ(h(x⁺)) − Σ over ν noise points of log(1 − σ(h(x⁻)))
///     h(x) = −E(x) − c − log q(x) − log ν
///
/// At the minimum exp(−E − c) is the density of the data, c being log Z: a parameter of its own, called
/// {@value #LOG_Z}. It needs no sampling and no derivative by x. q is the Gaussian of the mean and
/// covariance given, usually those of the data; where data is far from Gaussian, and in many
/// dimensions, most noise is easy to tell and little is learned from it.
///
/// For energies without an observation.
///
/// Source: [Gutmann & Hyvärinen 2010, §2].
///
/// @param noise q
/// @param ratio ν ≥ 1, noise points for each example
public record Nce(Gaussian noise, int ratio) implements Objective<Energy<?, ?, ?>> {
  /// The name of the parameter c.
  public static final String LOG_Z = "nce/log z";

  public Nce {
    if (ratio < 1 || ratio > 64) {
      throw new IllegalArgumentException(
          "nce: there should be 1 to 64 noise points for each example, found " + ratio);
    }
  }

  /// With the Gaussian of this data's mean and covariance, one noise point for each example.
  public static Nce fitted(Dataset data) {
    return new Nce(Gaussian.of(data), 1);
  }

  /// With so many noise points for each example.
  public Nce ratio(int points) {
    return new Nce(noise, points);
  }

  @Override
  public Loss loss(Energy<?, ?, ?> model) {
    EnergyFormula energy = EnergyFormula.of("nce", model);
    if (model.xs().size() > 0 || model.ys().size() != noise.size()) {
      throw new IllegalArgumentException(
          "nce: the noise has "
              + noise.size()
              + " numbers; the energy should have an answer of as many and no observation, found y "
              + model.ys()
              + " and x "
              + model.xs());
    }
    Expr none = Expr.of(0);
    Expr logZ = Leaf.parameter(LOG_Z, new Init.Constant(0));
    Expr data = Leaf.input(EnergyFormula.DATA, noise.size());
    Expr right = logit(energy.at(none, data), logZ, data);
    Expr wrong = Expr.of(0);
    Expr fooled = Expr.of(0);
    for (int k = 0; k < ratio; k++) {
      Expr point = noise.draw(k);
      Expr h = logit(energy.at(none, point), logZ, point);
      wrong = wrong.plus(h.softplus());
      fooled = fooled.plus(h.sigmoid());
    }
    return Loss.of(
        right.negated().softplus().plus(wrong).batchMean(),
        Map.of(
            "data taken for data", right.sigmoid().batchMean(),
            "noise taken for data", fooled.over(ratio).batchMean(),
            "log z", logZ));
  }

  private Expr logit(Expr energy, Expr logZ, Expr point) {
    return energy.plus(logZ).plus(noise.logDensity(point)).plus(Math.log(ratio)).negated();
  }

  @Override
  public Feed feed(Energy<?, ?, ?> model, Source source) {
    return new DataFeed(model, source);
  }
}
