package org.ebm4j.training.gauge;

import java.util.Arrays;
import org.ebm4j.training.data.Dataset;

/// How much each dimension of an embedding varies over the batch.
///
///     std_j = √( Σᵢ (z_ij − z̄_j)² / (n − 1) )
///
/// Complete collapse (every row the same) gives exactly 0 in every dimension. Dimensional collapse (the
/// rows in a line or plane) is not seen here unless it lies along the axes: see [EffectiveRank].
///
/// The number to compare with is `reference`: for [#of] it is 1, where VICReg's variance term stops
/// pushing; for [#onSphere] it is 1/√d, the value of rows spread evenly over the unit sphere of R^d.
///
/// Source: [Bardes, Ponce & LeCun 2022, §4.1]; on the sphere [Chen & He 2021, §4.1].
///
/// @param std one value a dimension, in units of the embedding
/// @param reference what an embedding that has not collapsed reaches
public record Spread(double[] std, double reference) {
  /// The spread of the rows as they are.
  ///
  /// @param z (n, d), n ≥ 2; not modified
  public static Spread of(Dataset z) {
    Rows.require("spread", z, 2);
    return new Spread(deviations(Rows.wide(z), z.width()), 1);
  }

  /// The spread of the rows scaled to length 1, z/|z|₂. A row of length 0 stays 0.
  ///
  /// @param z (n, d), n ≥ 2; not modified
  public static Spread onSphere(Dataset z) {
    Rows.require("spread", z, 2);
    int d = z.width();
    double[] rows = Rows.wide(z);
    for (int from = 0; from < rows.length; from += d) {
      double squares = 0;
      for (int j = 0; j < d; j++) {
        squares += rows[from + j] * rows[from + j];
      }
      for (int j = 0; j < d && squares > 0; j++) {
        rows[from + j] /= Math.sqrt(squares);
      }
    }
    return new Spread(deviations(rows, d), 1 / Math.sqrt(d));
  }

  private static double[] deviations(double[] rows, int d) {
    double[] squares = new double[d];
    double[] centred = Rows.centred(rows, d);
    for (int k = 0; k < centred.length; k++) {
      squares[k % d] += centred[k] * centred[k];
    }
    int n = rows.length / d;
    return Arrays.stream(squares).map(s -> Math.sqrt(s / (n - 1))).toArray();
  }

  /// The mean over dimensions.
  public double mean() {
    return Rows.mean(std);
  }

  /// The dimension that varies least.
  public double least() {
    return Arrays.stream(std).min().orElse(Double.NaN);
  }

  /// mean / reference: 0 collapsed, about 1 not.
  public double relative() {
    return mean() / reference;
  }
}
