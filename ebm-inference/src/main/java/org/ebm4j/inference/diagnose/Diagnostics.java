package org.ebm4j.inference.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ebm4j.api.energy.Samples;

/// What draws are worth, number by number.
///
///     Diagnostics.of(draws.samples()).requireMixed();
///
/// @param numbers one for every number of the unknown
/// @param acceptance mean over the chains
/// @param finite whether every chain stayed finite
public record Diagnostics(List<Of> numbers, double acceptance, boolean finite) {
  private static final double MIXED = 1.01;

  public Diagnostics {
    numbers = List.copyOf(numbers);
  }

  /// One number of the unknown.
  ///
  /// @param mean over all draws
  /// @param sd over all draws
  /// @param rHat split R̂; 1 where chains agree
  /// @param effective how many independent draws would tell the mean as well
  /// @param effectiveOfSquares the same for the mean of squares, which swinging chains tell worse
  /// @param error the standard error of the mean
  public record Of(
      double mean,
      double sd,
      double rHat,
      double effective,
      double effectiveOfSquares,
      double error) {}

  /// Of all numbers of draws.
  ///
  /// @throws IllegalArgumentException with fewer than 4 draws a chain
  public static Diagnostics of(Samples samples) {
    List<Of> all = new ArrayList<>();
    for (int index = 0; index < samples.size(); index++) {
      double[][] chains = new double[samples.chains()][];
      double[][] squares = new double[samples.chains()][];
      for (int chain = 0; chain < chains.length; chain++) {
        double[] values = samples.along(chain, index);
        chains[chain] = values;
        squares[chain] = java.util.Arrays.stream(values).map(v -> v * v).toArray();
      }
      all.add(
          new Of(
              Chains.mean(Chains.joined(chains)),
              Math.sqrt(Chains.variance(Chains.joined(chains))),
              Convergence.splitRHat(chains),
              Convergence.effectiveSampleSize(chains),
              Convergence.effectiveSampleSize(squares),
              Convergence.standardError(chains)));
    }
    double acceptance =
        samples.info().stream().mapToDouble(Samples.ChainInfo::acceptance).average().orElse(1);
    return new Diagnostics(
        all, acceptance, samples.info().stream().allMatch(Samples.ChainInfo::finite));
  }

  /// The largest R̂; NaN if one is.
  public double worstRHat() {
    return numbers.stream().mapToDouble(Of::rHat).reduce(0, Math::max);
  }

  /// The smallest number of effective draws, of values and of squares.
  public double leastEffective() {
    return numbers.stream()
        .mapToDouble(of -> Math.min(of.effective, of.effectiveOfSquares))
        .min()
        .orElse(Double.NaN);
  }

  /// Whether all chains stayed finite and every R̂ is below 1.01.
  public boolean mixed() {
    return finite && worstRHat() < MIXED;
  }

  /// @throws IllegalStateException if the chains have not mixed, with the number that is worst
  public Diagnostics requireMixed() {
    if (!mixed()) {
      throw new IllegalStateException(
          finite
              ? String.format(
                  Locale.ROOT,
                  "the chains have not mixed: R̂ is up to %.3f, should be below %.2f; draw longer, warm up longer, or start the chains closer",
                  worstRHat(),
                  MIXED)
              : "a chain stopped being finite; take a smaller step");
    }
    return this;
  }

  /// A row for every number.
  ///
  ///     number          mean      ±         sd    R̂  effective
  ///          0     -0.319187  0.17    2.13769  1.333        156
  ///     acceptance 0.608, every chain finite
  @Override
  public String toString() {
    StringBuilder text =
        new StringBuilder("number          mean         ±            sd     R̂  effective\n");
    for (int i = 0; i < numbers.size(); i++) {
      Of of = numbers.get(i);
      text.append(
          String.format(
              Locale.ROOT,
              "%6d  %12.6g  %8.2g  %12.6g  %5.3f  %9.0f\n",
              i,
              of.mean,
              of.error,
              of.sd,
              of.rHat,
              Math.min(of.effective, of.effectiveOfSquares)));
    }
    String chains = finite ? "every chain finite" : "a chain stopped being finite";
    return text.append(String.format(Locale.ROOT, "acceptance %.3f, %s", acceptance, chains))
        .toString();
  }
}
