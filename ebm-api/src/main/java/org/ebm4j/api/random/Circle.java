package org.ebm4j.api.random;

/// Points of the plane by their radius and the part of a turn that leads to them; within 10⁻¹⁵ of
/// the radius before they are rounded.
///
/// 2πu = (q + f)·π/2 with q whole and |f| ≤ ½; Taylor's series of x = fπ/2, |x| ≤ π/4, to x¹⁵ and
/// x¹⁶, whose next terms are below 5·10⁻¹⁷, then turned by q quarters.
final class Circle {
  private Circle() {}

  /// Writes r cos 2πu and, where there is room, r sin 2πu.
  ///
  /// @param u 0 ≤ u ≤ 1
  static void write(double r, double u, float[] out, int at) {
    double quarters = 4 * u;
    int q = (int) (quarters + .5);
    double x = (quarters - q) * (Math.PI / 2); // exact before the product
    double s = x * x;
    double sine = x * sine(s);
    double cosine = cosine(s);
    boolean swapped = (q & 1) != 0;
    double c = swapped ? sine : cosine;
    double d = swapped ? cosine : sine;
    out[at] = (float) (r * ((q + 1 & 2) != 0 ? -c : c));
    if (at + 1 < out.length) {
      out[at + 1] = (float) (r * ((q & 2) != 0 ? -d : d));
    }
  }

  /// sin x / x by s = x².
  private static double sine(double s) {
    double p = Math.fma(s, -1 / 1307674368000.0, 1 / 6227020800.0);
    p = Math.fma(s, p, -1 / 39916800.0);
    p = Math.fma(s, p, 1 / 362880.0);
    p = Math.fma(s, p, -1 / 5040.0);
    p = Math.fma(s, p, 1 / 120.0);
    p = Math.fma(s, p, -1 / 6.0);
    return Math.fma(s, p, 1);
  }

  /// cos x by s = x².
  private static double cosine(double s) {
    double p = Math.fma(s, 1 / 20922789888000.0, -1 / 87178291200.0);
    p = Math.fma(s, p, 1 / 479001600.0);
    p = Math.fma(s, p, -1 / 3628800.0);
    p = Math.fma(s, p, 1 / 40320.0);
    p = Math.fma(s, p, -1 / 720.0);
    p = Math.fma(s, p, 1 / 24.0);
    p = Math.fma(s, p, -.5);
    return Math.fma(s, p, 1);
  }
}
