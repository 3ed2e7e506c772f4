package org.ebm4j.training.objective;

/// How chains move toward low energy and about there: a Langevin step of size h at temperature T,
///
///     y ← y − h∇E(y) + √(2hT)·ξ,   ξ ~ N(0, I)
///
/// *Unadjusted*, at T = 1, this samples exp(−E) blurred by the finite step: where E has curvature k, with
/// a variance too large by the factor 1/(1 − hk/2). What is fitted by it is sharper than the data by
/// as much. Inside a box a step goes to the box's nearest point. A lower T, as is common for images,
/// fits an energy whose samples at that T look right, which is another energy.
///
/// *Adjusted*, each step is a proposal, accepted so that exp(−E) is sampled exactly whatever h; steps
/// out of a box are refused. It costs one evaluation more per walk. About half or more should be
/// accepted.
///
/// Source: [Parisi 1981]; adjusted [Roberts & Tweedie 1996, §1.4].
///
/// @param step h > 0, in squared units of y per unit of energy
/// @param temperature T ≥ 0
/// @param adjusted whether steps are proposals; then T is 1
public record Walk(double step, double temperature, boolean adjusted) {
  public Walk {
    if (!(step > 0 && step < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "walk: the step should be positive and finite, found "
              + step
              + "; a tenth of the square of the finest detail to be modelled suits");
    }
    if (!(temperature >= 0) || (adjusted && temperature != 1)) {
      throw new IllegalArgumentException(
          "walk: the temperature should be 0 or more, and 1 if steps are adjusted, found "
              + temperature);
    }
  }

  /// Langevin steps at T = 1.
  ///
  /// @param step h
  public static Walk unadjusted(double step) {
    return new Walk(step, 1, false);
  }

  /// Metropolis-adjusted Langevin steps.
  ///
  /// @param step h
  public static Walk adjusted(double step) {
    return new Walk(step, 1, true);
  }

  /// Unadjusted, at this temperature.
  public Walk temperature(double t) {
    return new Walk(step, t, false);
  }
}
