package org.ebm4j.inference.integrate;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.ebm4j.api.energy.FreeEnergy;
import org.ebm4j.api.energy.Integrator;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.api.engine.Precision;

/// Annealed importance sampling: chains go from a Gaussian, whose integral is known, to exp(−βE) in small
/// steps, and each weighs what the steps changed under it.
///
///     Uₜ(v) = (1 − t)·½|v|² + t·βE(f₀ + s·v)        t from 0 to 1 in equal steps
///     ln w  = Σₖ (tₖ − tₖ₋₁)·(½|vₖ₋₁|² − βE(f₀ + s·vₖ₋₁))
///     vₖ    one Metropolis-adjusted Langevin step from vₖ₋₁, exact for Uₜ at tₖ
///     Z     = (2π)^(n/2) · Πsᵢ · mean of w          F = −(1/β) ln Z
///
/// f = f₀ + s·v are the free coordinates of the unknown, with the Jacobian in the energy; f₀ and s are mean and
/// deviation of the starts that its spaces give ({@code Space.origin}, {@code Space.spread}, boxes). The mean of w is Z exactly in expectation, however few the steps; so ln Z comes out too low rather than too high,
/// by about half the squared relative error. A pilot run of as many chains finds the step size for each t.
///
/// An error that is large, or does not fall with more steps, says that chains miss what carries the integral:
/// far modes, or a Gaussian much narrower than exp(−βE). In f64, whatever the problem's precision.
///
/// Source: [Neal 2001, §2]; the proposal: [Roberts & Tweedie 1996].
///
/// @param chains n ≥ 2, each a weight
/// @param steps from the Gaussian to exp(−βE), ≥ 1
/// @param spread > 0, what the deviation of the starts is multiplied by
public record Ais(int chains, int steps, double spread) implements Integrator {
  public Ais {
    if (chains < 2 || steps < 1) {
      throw new IllegalArgumentException(
          "Ais: there should be at least 2 chains and 1 step, found "
              + chains
              + " and "
              + steps
              + "; 256 and 200 are usual");
    }
    if (!(spread > 0 && spread < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Ais: the spread of the Gaussian should be positive and finite, found " + spread);
    }
  }

  /// 256 chains from a Gaussian as wide as the starts of the space.
  public static Ais steps(int steps) {
    return new Ais(256, steps, 1);
  }

  /// With another number of chains.
  public Ais chains(int count) {
    return new Ais(count, steps, spread);
  }

  /// From a Gaussian so many times as wide; as wide as exp(−βE) or wider is best.
  public Ais spread(double factor) {
    return new Ais(chains, steps, factor);
  }

  /// @throws IllegalArgumentException if some numbers of the unknown are whole or binary, or
  ///   several observations are asked about
  /// @throws CancellationException if the thread is interrupted meanwhile; it stays so
  @Override
  public FreeEnergy freeEnergy(Problem problem, double beta, long seed) {
    if (!problem.isContinuous() || problem.observations() > 1) {
      throw new IllegalArgumentException(
          "Ais integrates over real numbers for one observation, found "
              + problem.labels()
              + " and "
              + problem.observations()
              + " observations; sum over whole and binary numbers, and ask for each observation apart");
    }
    Problem free = problem.in(Precision.F64).unconstrained(beta);
    double[] sizes = new double[steps + 1];
    Arrays.fill(sizes, .1);
    try (Annealing annealing = new Annealing(this, free, beta, seed)) {
      annealing.run(~seed, sizes, true);
      double[] logWeights = annealing.run(seed, sizes, false);
      double top = Arrays.stream(logWeights).max().orElseThrow();
      double mean = Arrays.stream(logWeights).map(w -> Math.exp(w - top)).average().orElseThrow();
      double squares =
          Arrays.stream(logWeights).map(w -> Math.exp(2 * (w - top))).average().orElseThrow();
      double logZ = annealing.logGaussian() + top + Math.log(mean);
      double error = Math.sqrt((squares / (mean * mean) - 1) / (chains - 1));
      return new FreeEnergy(-logZ / beta, error / beta, annealing.gradients());
    }
  }
}
