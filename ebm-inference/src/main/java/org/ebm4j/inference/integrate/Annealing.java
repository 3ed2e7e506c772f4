package org.ebm4j.inference.integrate;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.random.Purpose;
import org.ebm4j.api.random.RandomStream;

/// Chains on their way from a Gaussian to exp(−βE).
final class Annealing implements AutoCloseable {
  private static final int STARTS = 1024;
  private static final double BEST_ACCEPTANCE = .574; // [Roberts & Rosenthal 1998]

  private final Ais plan;
  private final double beta;
  private final int n;
  private final double[] centre; // f₀
  private final double[] scale; // s
  private final Run run;
  private long gradients;

  private final double[] points; // (chains, n), as all below: v with f = f₀ + s·v
  private final double[] energies; // (chains): E
  private final double[] slopes; // ∂E/∂v
  private final double[] trials;
  private final double[] trialEnergies;
  private final double[] trialSlopes;

  /// @param problem in free coordinates
  /// @param seed of the starts by which the Gaussian is laid
  Annealing(Ais plan, Problem problem, double beta, long seed) {
    this.plan = plan;
    this.beta = beta;
    this.n = problem.size();
    this.centre = new double[n];
    this.scale = new double[n];
    lay(problem.starts(STARTS, seed, 0));
    this.run = problem.energyAndGradient().start(plan.chains(), 0);
    problem.bind(run);
    this.points = new double[plan.chains() * n];
    this.slopes = new double[points.length];
    this.trials = new double[points.length];
    this.trialSlopes = new double[points.length];
    this.energies = new double[plan.chains()];
    this.trialEnergies = new double[plan.chains()];
  }

  /// The Gaussian has the mean and, times the plan's spread, the deviation of the space's starts.
  private void lay(double[] starts) {
    for (int i = 0; i < n; i++) {
      double sum = 0;
      double squares = 0;
      for (int at = i; at < starts.length; at += n) {
        sum += starts[at];
      }
      centre[i] = sum / STARTS;
      for (int at = i; at < starts.length; at += n) {
        squares += (starts[at] - centre[i]) * (starts[at] - centre[i]);
      }
      double sd = Math.sqrt(squares / (STARTS - 1));
      scale[i] = plan.spread() * (sd > 0 ? sd : 1);
    }
  }

  /// ln of the Gaussian's integral over f.
  double logGaussian() {
    return .5 * n * Math.log(2 * Math.PI) + Arrays.stream(scale).map(Math::log).sum();
  }

  long gradients() {
    return gradients;
  }

  /// One run from the Gaussian to exp(−βE).
  ///
  /// @param sizes of the steps at each t, modified if tuning
  /// @return ln w of each chain
  /// @throws CancellationException if the thread is interrupted; it stays so
  double[] run(long seed, double[] sizes, boolean tuning) {
    start(seed);
    double[] logWeights = new double[plan.chains()];
    for (int k = 1; k <= plan.steps(); k++) {
      stopIfInterrupted(k);
      double before = (k - 1.0) / plan.steps();
      double t = (double) k / plan.steps();
      for (int chain = 0; chain < plan.chains(); chain++) {
        double change = gaussian(points, chain) - beta * energies[chain];
        logWeights[chain] +=
            Double.isNaN(change) ? Double.NEGATIVE_INFINITY : (t - before) * change;
      }
      if (k < plan.steps()) { // a step at t = 1 would weigh nothing
        double acceptance = move(seed, k, t, sizes[k]);
        if (tuning) {
          sizes[k + 1] = sizes[k] * Math.exp(acceptance - BEST_ACCEPTANCE);
        }
      }
    }
    return logWeights;
  }

  private void stopIfInterrupted(int k) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException(
          "Ais: interrupted before step %d of %d; half a way to exp(−βE) has no free energy, ask again"
              .formatted(k, plan.steps()));
    }
  }

  private void start(long seed) {
    double[] own = new double[n];
    for (int chain = 0; chain < plan.chains(); chain++) {
      RandomStream.of(seed, Purpose.START, chain, 0).normals(own);
      System.arraycopy(own, 0, points, chain * n, n);
    }
    evaluate(points, energies, slopes);
  }

  private void evaluate(double[] at, double[] energy, double[] slope) {
    double[] free = new double[at.length];
    Arrays.setAll(free, i -> centre[i % n] + scale[i % n] * at[i]);
    run.block("u").set(free);
    run.step(1);
    run.block("energy").get(energy);
    run.block("gradient").get(slope);
    Arrays.setAll(slope, i -> scale[i % n] * slope[i]);
    gradients += plan.chains();
  }

  /// ½|v|².
  private double gaussian(double[] at, int chain) {
    double sum = 0;
    for (int i = chain * n; i < (chain + 1) * n; i++) {
      sum += at[i] * at[i];
    }
    return sum / 2;
  }

  /// ∂Uₜ/∂vᵢ.
  private double slope(double[] at, double[] slope, int index, double t) {
    return (1 - t) * at[index] + t * beta * slope[index];
  }

  /// One Metropolis-adjusted Langevin step of every chain.
  ///
  /// @return the mean probability of accepting
  private double move(long seed, int k, double t, double h) {
    double[] noise = new double[n];
    for (int chain = 0; chain < plan.chains(); chain++) {
      RandomStream.of(seed, Purpose.NOISE, chain, k).normals(noise);
      for (int i = 0; i < n; i++) {
        int at = chain * n + i;
        trials[at] = points[at] - h * slope(points, slopes, at, t) + Math.sqrt(2 * h) * noise[i];
      }
    }
    evaluate(trials, trialEnergies, trialSlopes);
    double accepted = 0;
    for (int chain = 0; chain < plan.chains(); chain++) {
      double chance = Math.min(1, Math.exp(logRatio(chain, t, h)));
      if (chance >= 0) { // what is no number is rejected
        accepted += chance;
        if (RandomStream.of(seed, Purpose.ACCEPT, chain, k).uniformF64() <= chance) {
          accept(chain);
        }
      }
    }
    return accepted / plan.chains();
  }

  /// ln of π(f′)q(f′→f)/π(f)q(f→f′).
  private double logRatio(int chain, double t, double h) {
    double there = 0;
    double back = 0;
    for (int at = chain * n; at < (chain + 1) * n; at++) {
      double way = trials[at] - points[at];
      double forward = way + h * slope(points, slopes, at, t);
      double reverse = -way + h * slope(trials, trialSlopes, at, t);
      there += forward * forward;
      back += reverse * reverse;
    }
    double rise =
        (1 - t) * (gaussian(trials, chain) - gaussian(points, chain))
            + t * beta * (trialEnergies[chain] - energies[chain]);
    return -rise - (back - there) / (4 * h);
  }

  private void accept(int chain) {
    System.arraycopy(trials, chain * n, points, chain * n, n);
    System.arraycopy(trialSlopes, chain * n, slopes, chain * n, n);
    energies[chain] = trialEnergies[chain];
  }

  @Override
  public void close() {
    run.close();
  }
}
