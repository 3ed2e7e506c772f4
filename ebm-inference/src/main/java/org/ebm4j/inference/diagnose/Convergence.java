package org.ebm4j.inference.diagnose;

import java.util.Arrays;

/// How far chains of one number agree.
///
/// All measures take {@code double[chain][draw]}, chains of one length.
public final class Convergence {
  private Convergence() {}

  /// Split R̂: the spread of all draws over that within half chains.
  ///
  ///     R̂ = √(var⁺/W)      var⁺ = (N − 1)/N·W + B/N      over the 2M halves, N draws each
  ///
  /// W is the mean of the halves' variances, B/N the variance of their means. 1 where all halves agree;
  /// above 1.01 they do not yet. NaN if no half moves; infinite if halves stand still at different places.
  ///
  /// Source: [Gelman, Carlin et al. 2013, §11.4; the limit: Vehtari et al. 2021].
  ///
  /// @throws IllegalArgumentException with fewer than 4 draws a chain
  public static double splitRHat(double[][] chains) {
    Chains.require("R̂", chains, 4);
    double[][] halves = Chains.halves(chains);
    double w = Arrays.stream(halves).mapToDouble(Chains::variance).average().orElseThrow();
    double between = Chains.variance(Arrays.stream(halves).mapToDouble(Chains::mean).toArray());
    double n = halves[0].length;
    return Math.sqrt(((n - 1) / n * w + between) / w);
  }

  /// How many independent draws would tell the mean as well.
  ///
  ///     ESS = MN/τ      τ = −1 + 2 Σ Pₖ      Pₖ = ρ₂ₖ + ρ₂ₖ₊₁
  ///
  /// ρₜ is the autocorrelation at lag t over all half chains, 1 − (W − mean of their autocovariances)/var⁺;
  /// the sum ends before the first Pₖ ≤ 0, and no Pₖ counts for more than the one before: pairs of lags of a
  /// reversible chain are positive and fall. Chains that disagree have few effective draws. More than MN
  /// for chains that swing; never more than MN log₁₀ MN.
  ///
  /// Source: [Geyer 1992, §3.3; Vehtari et al. 2021, §3.2].
  ///
  /// @throws IllegalArgumentException with fewer than 4 draws a chain
  public static double effectiveSampleSize(double[][] chains) {
    Chains.require("effective sample size", chains, 4);
    double[][] halves = Chains.halves(chains);
    double total = (double) halves.length * halves[0].length;
    Correlation rho = new Correlation(halves);
    double sum = 0;
    double last = Double.POSITIVE_INFINITY;
    for (int lag = 0; lag + 1 < halves[0].length; lag += 2) {
      double pair = rho.at(lag) + rho.at(lag + 1);
      if (!(pair > 0)) {
        break;
      }
      last = Math.min(last, pair);
      sum += last;
    }
    double tau = Math.max(2 * sum - 1, 1 / Math.log10(total));
    return total / tau;
  }

  /// The standard error of the mean of all draws, sd/√ESS.
  public static double standardError(double[][] chains) {
    return Math.sqrt(Chains.variance(Chains.joined(chains)) / effectiveSampleSize(chains));
  }

  /// Autocorrelations over chains, each lag when it is asked for.
  private static final class Correlation {
    private final double[][] chains;
    private final double[] means;
    private final double w;
    private final double spread; // var⁺

    Correlation(double[][] chains) {
      this.chains = chains;
      this.means = Arrays.stream(chains).mapToDouble(Chains::mean).toArray();
      this.w = Arrays.stream(chains).mapToDouble(Chains::variance).average().orElseThrow();
      double n = chains[0].length;
      double between = chains.length > 1 ? Chains.variance(means) : 0;
      this.spread = (n - 1) / n * w + between;
    }

    double at(int lag) {
      double mean = 0;
      for (int m = 0; m < chains.length; m++) {
        mean += covariance(chains[m], means[m], lag) / chains.length;
      }
      double n = chains[0].length;
      return 1 - (w - mean * n / (n - 1)) / spread; // w divides by n − 1, the covariance by n
    }

    private static double covariance(double[] chain, double mean, int lag) {
      double sum = 0;
      for (int i = 0; i + lag < chain.length; i++) {
        sum += (chain[i] - mean) * (chain[i + lag] - mean);
      }
      return sum / chain.length;
    }
  }
}
