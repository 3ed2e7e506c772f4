package org.ebm4j.training.objective;

import java.util.Map;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.expr.Leaf;
import org.ebm4j.api.random.Purpose;

/// Persistent contrastive divergence: data down, the model's own samples up.
///
///     L = mean over the batch of E(x⁺) − E(x⁻) + α(E(x⁺)² + E(x⁻)²)
///
/// Without the penalty its gradient is that of the negative log-likelihood, ∇E(x⁺) − E_model[∇E(x⁻)],
/// if the x⁻ are samples of exp(−E). They come from chains that live on between steps: a batch of them
/// is drawn from a buffer, some are started anew, all walk so many Langevin steps and go back into the
/// buffer. The fit can only be as good as these samples: see [Walk] for what they are samples of.
///
/// For an energy of observation and answer, chain i walks in y beside observation i of the data, so
/// that the buffer has a row for every row of the data.
///
/// Data on thin sheets — images, hard-edged values — has no density that chains could walk in. With
/// a smoothing σ the data is x⁺ = x + σξ, ξ ~ N(0, I), drawn anew at every step: what is fitted is the
/// density p ∗ N(0, σ²), whose energy curves nowhere more than 1/σ², so that steps of a fraction of
/// σ² suit everywhere. From a sample y of it, y − σ²∇E(y) leads back to the data: the mean of all x
/// that may have become y.
///
/// Source: [Tieleman 2008]; buffer and restarts [Du & Mordatch 2019, §3.1]; smoothing, walk and jump
/// back [Saremi & Hyvärinen 2019, §3; Frey et al. 2024, §3].
///
/// @param walk how the chains move
/// @param steps Langevin steps before each step of the fit, ≥ 1
/// @param buffer chains kept, ≥ 1
/// @param restart the share of a batch started anew, by the law of the space's starts, 0 … 1
/// @param penalty α ≥ 0, which keeps energies near 0 and thereby pulls them together
/// @param smoothing σ ≥ 0, in units of y
public record PersistentCd(
    Walk walk, int steps, int buffer, double restart, double penalty, double smoothing)
    implements Objective<Energy<?, ?, ?>> {
  /// What the mean energy of a batch's data is recorded as.
  public static final String DATA = "energy of data";

  /// What the mean energy of its samples is recorded as; at the maximum of the likelihood the two
  /// have the same slopes in all parameters, and where they differ for long the chains do not keep
  /// up.
  public static final String SAMPLES = "energy of samples";

  public PersistentCd {
    require("steps", steps, steps >= 1, "at least 1");
    require("buffer", buffer, buffer >= 1, "at least 1 chain; 10000 is usual");
    require("restart", restart, restart >= 0 && restart <= 1, "a share, 0 … 1; .05 is usual");
    require("penalty", penalty, penalty >= 0, "0 or more");
    require(
        "smoothing",
        smoothing,
        smoothing >= 0 && smoothing < Double.POSITIVE_INFINITY,
        "0 or more and finite");
  }

  private static void require(String what, Number found, boolean holds, String law) {
    if (!holds) {
      throw new IllegalArgumentException(
          "persistent CD: " + what + " is " + found + " and should be " + law);
    }
  }

  /// 10 steps of this walk, a buffer of 10 000, restarts .05, no penalty, no smoothing.
  public static PersistentCd of(Walk walk) {
    return new PersistentCd(walk, 10, 10_000, .05, 0, 0);
  }

  public PersistentCd steps(int count) {
    return new PersistentCd(walk, count, buffer, restart, penalty, smoothing);
  }

  public PersistentCd buffer(int chains) {
    return new PersistentCd(walk, steps, chains, restart, penalty, smoothing);
  }

  public PersistentCd restart(double share) {
    return new PersistentCd(walk, steps, buffer, share, penalty, smoothing);
  }

  public PersistentCd penalty(double alpha) {
    return new PersistentCd(walk, steps, buffer, restart, alpha, smoothing);
  }

  public PersistentCd smoothing(double sigma) {
    return new PersistentCd(walk, steps, buffer, restart, penalty, sigma);
  }

  @Override
  public Loss loss(Energy<?, ?, ?> model) {
    EnergyFormula energy = EnergyFormula.of("persistent CD", model);
    Expr x = Leaf.input(EnergyFormula.OBSERVED, model.xs().size());
    int ny = model.ys().size();
    Expr data = energy.at(x, smoothed(Leaf.input(EnergyFormula.DATA, ny)));
    Expr sample = energy.at(x, Leaf.input(EnergyFormula.MODEL, ny));
    Expr contrast = data.minus(sample).batchMean();
    Expr loss =
        penalty == 0
            ? contrast
            : contrast.plus(data.squared().plus(sample.squared()).batchMean().times(penalty));
    return Loss.of(loss, Map.of(DATA, data.batchMean(), SAMPLES, sample.batchMean()));
  }

  /// x + σξ. The chains' noise has stream 0 of the same key.
  private Expr smoothed(Expr clean) {
    return smoothing == 0
        ? clean
        : clean.plus(Leaf.normal(Purpose.NOISE, 1, clean.shape().size()).times(smoothing));
  }

  @Override
  public Feed feed(Energy<?, ?, ?> model, Source source) {
    return new ReplayFeed(this, model, source);
  }
}
