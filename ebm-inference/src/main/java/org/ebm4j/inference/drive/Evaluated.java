package org.ebm4j.inference.drive;

import org.ebm4j.api.space.Bounds;

/// An energy at one point.
///
/// @param point n numbers, as the engine's precision holds it
/// @param energy E, the f64 sum of its terms
/// @param terms k numbers
/// @param gradient n numbers
/// @param ulp the distance from 1 to the next number of the precision it was computed in
public record Evaluated(
    double[] point, double energy, double[] terms, double[] gradient, double ulp) {

  /// About the error of the energy, from the size of its terms.
  public double rounding() {
    double size = 0;
    for (double term : terms) {
      size += Math.abs(term);
    }
    return 4 * ulp * size;
  }

  /// How far two energies may differ and mean the same. Where a residual is a small difference its
  /// error is that of what was subtracted, which the size of the energy does not tell; [Hager &
  /// Zhang 2005, §4] allow for a share of 10⁻⁶, here it is 10⁻¹⁰.
  public double slack() {
    return Math.max(rounding(), 1e-10 * Math.abs(energy));
  }

  /// Whether energy and gradient are finite numbers.
  public boolean isFinite() {
    boolean finite = Double.isFinite(energy);
    for (double g : gradient) {
      finite &= Double.isFinite(g);
    }
    return finite;
  }

  /// |u − P(u − ∇E)| with P the nearest point of the box: |∇E| inside the box, and 0 exactly where
  /// no move into the box lowers the energy to first order.
  ///
  /// Source: [Bertsekas 1982, §1].
  public double gradientNorm(Bounds box) {
    double sum = 0;
    for (int i = 0; i < point.length; i++) {
      double g = projected(box, i);
      sum += g * g;
    }
    return Math.sqrt(sum);
  }

  private double projected(Bounds box, int i) {
    double room = point[i] - (gradient[i] > 0 ? box.low().get(i) : box.high().get(i));
    return Math.abs(gradient[i]) < Math.abs(room) ? gradient[i] : room;
  }
}
