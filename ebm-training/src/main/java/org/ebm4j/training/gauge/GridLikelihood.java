package org.ebm4j.training.gauge;

import org.ebm4j.training.data.Dataset;

/// The mean log-likelihood of points in the plane under p(x) = exp(−E(x))/Z, with Z by a grid.
///
///     log Z = log Σ_g exp(−E(g)) + 2 log h,    h = (high − low)/(side − 1)
///     score = mean over points of −E(x) − log Z        (nats)
///
/// The grid has side × side points, both ends of [low, high] included. What of exp(−E) lies outside
/// the square is missed, and E must not change much over one h: an energy with a second well far
/// outside scores too high here.
///
/// Floor: the true density's score on the same points, which a model can pass only by chance: for two
/// moons [org.ebm4j.training.data.TwoMoons#meanLogDensity].
///
/// @param low the least coordinate
/// @param high the greatest coordinate
/// @param side points along each axis
public record GridLikelihood(double low, double high, int side) {
  /// A grid, which must have a size and at least two points a side.
  public GridLikelihood {
    if (!(high > low && high - low < Double.POSITIVE_INFINITY) || side < 2 || side > 10_000) {
      throw new IllegalArgumentException(
          "grid likelihood: cannot lay "
              + side
              + " points a side on ["
              + low
              + ", "
              + high
              + "]; give low < high and 2 to 10000 points");
    }
  }

  /// 400 × 400 points on [−4, 4]².
  public static GridLikelihood standard() {
    return new GridLikelihood(-4, 4, 400);
  }

  /// The grid's points, (side², 2), the first coordinate changing slowest: where to evaluate E.
  public Dataset points() {
    float[] points = new float[2 * side * side];
    for (int i = 0; i < side; i++) {
      for (int j = 0; j < side; j++) {
        int at = 2 * (i * side + j);
        points[at] = (float) (low + i * step());
        points[at + 1] = (float) (low + j * step());
      }
    }
    return Dataset.of(points, 2);
  }

  private double step() {
    return (high - low) / (side - 1);
  }

  /// log Z from the energies at [#points], in their order. E = ∞ counts nothing.
  ///
  /// @param energies (side²); not modified
  public double logZ(double[] energies) {
    if (energies.length != side * side) {
      throw new IllegalArgumentException(
          "grid likelihood: the grid has "
              + side * side
              + " points, found "
              + energies.length
              + " energies; give one a point, in the order of points()");
    }
    double least = Double.POSITIVE_INFINITY;
    for (double e : energies) {
      least = Math.min(least, e);
    }
    if (Double.isInfinite(least) || Double.isNaN(least)) {
      return -least; // nothing anywhere, everything at one point, or unknown
    }
    double sum = 0;
    for (double e : energies) {
      sum += Math.exp(least - e);
    }
    return Math.log(sum) - least + 2 * Math.log(step());
  }

  /// The mean log-likelihood of points, from their energies and the grid's.
  ///
  /// @param gridEnergies (side²), at [#points]; not modified
  /// @param energies of the points to score, at least one; not modified
  public double meanLogLikelihood(double[] gridEnergies, double[] energies) {
    if (energies.length == 0) {
      throw new IllegalArgumentException("grid likelihood: there is no point to score");
    }
    return -Rows.mean(energies) - logZ(gridEnergies);
  }
}
