package org.ebm4j.inference.sample;

/// Finds the step size at which the mean acceptance is a target.
///
///     ln hₜ₊₁ = μ − (√t/γ) · 1/(t + t₀) · Σ (δ − αᵢ)      μ = ln 10h₁
///     ln h̄ₜ₊₁ = t^−κ ln hₜ₊₁ + (1 − t^−κ) ln h̄ₜ
///
/// It tries larger steps first; the average h̄ forgets the early tries. γ = 0.05, t₀ = 10, κ = 0.75.
///
/// Source: [Nesterov 2009; Hoffman & Gelman 2014, §3.2.1].
final class DualAveraging {
  private static final double GAMMA = .05;
  private static final double T0 = 10;
  private static final double KAPPA = .75;

  private final double target;
  private final double mu;
  private double t;
  private double missing; // mean of δ − α, early tries damped
  private double step;
  private double average; // ln h̄

  /// @param target δ, the mean acceptance to reach
  /// @param first h₁
  DualAveraging(double target, double first) {
    this.target = target;
    this.mu = Math.log(10 * first);
    this.step = first;
  }

  /// Takes the acceptance met at the last step size.
  ///
  /// @return the step size to try next
  double next(double acceptance) {
    t++;
    double weight = 1 / (t + T0);
    missing = (1 - weight) * missing + weight * (target - acceptance);
    double logStep = mu - Math.sqrt(t) / GAMMA * missing;
    double share = Math.pow(t, -KAPPA);
    average = share * logStep + (1 - share) * average;
    step = Math.exp(logStep);
    return step;
  }

  /// The step size to keep.
  double settled() {
    return t == 0 ? step : Math.exp(average);
  }
}
