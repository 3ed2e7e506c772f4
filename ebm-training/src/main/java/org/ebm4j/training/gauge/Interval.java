package org.ebm4j.training.gauge;

import java.util.Locale;

/// The mean of a few repeated runs with its 95 % t-interval.
///
///     mean ± t₀.₉₇₅(n − 1)·s/√n,    s² = Σ(v − mean)²/(n − 1)
///
/// Three seeds give t = 4.30: the interval is wide because three runs say little. It assumes runs
/// that are independent and roughly normal; it is not clipped, so an accuracy's bound may exceed 1.
///
/// Source: [Student 1908].
///
/// @param mean of the runs
/// @param low the lower bound
/// @param high the upper bound
public record Interval(double mean, double low, double high) {
  /// t₀.₉₇₅ for 1 … 30 degrees of freedom.
  private static final double[] T = {
    12.706205, 4.302653, 3.182446, 2.776445, 2.570582, 2.446912, 2.364624, 2.306004, 2.262157,
    2.228139, 2.200985, 2.178813, 2.160369, 2.144787, 2.131450, 2.119905, 2.109816, 2.100922,
    2.093024, 2.085963, 2.079614, 2.073873, 2.068658, 2.063899, 2.059539, 2.055529, 2.051831,
    2.048407, 2.045230, 2.042272
  };

  /// The interval of two or more runs.
  public static Interval of(double... runs) {
    if (runs.length < 2) {
      throw new IllegalArgumentException(
          "interval: needs two or more runs, found " + runs.length + "; repeat with other seeds");
    }
    double mean = Rows.mean(runs);
    double half = t(runs.length - 1) * Math.sqrt(Rows.variance(runs) / runs.length);
    return new Interval(mean, mean - half, mean + half);
  }

  /// Student's t₀.₉₇₅; beyond the table by the expansion in 1/ν [Fisher & Cornish 1960].
  static double t(int freedom) {
    if (freedom <= T.length) {
      return T[freedom - 1];
    }
    double z = 1.959963985;
    double v = freedom;
    double z3 = z * z * z;
    double z5 = z3 * z * z;
    double z7 = z5 * z * z;
    return z
        + (z3 + z) / (4 * v)
        + (5 * z5 + 16 * z3 + 3 * z) / (96 * v * v)
        + (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * v * v * v);
  }

  /// Whether this interval lies wholly above another.
  public boolean above(Interval other) {
    return low > other.high;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.4f [%.4f, %.4f]", mean, low, high);
  }
}
