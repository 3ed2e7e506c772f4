package org.ebm4j.training.gauge;

import java.util.Arrays;
import org.ebm4j.training.data.Dataset;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/// The eigenvalues of the covariance of an embedding: the variance along each principal direction.
///
///     C = Σᵢ (zᵢ − z̄)(zᵢ − z̄)ᵀ / (n − 1)
///
/// A healthy embedding's spectrum falls gently; one that ends in a row of zeros has that many
/// directions unused [Jing, Vincent, LeCun & Tian 2022, §3]. At most n − 1 eigenvalues differ from 0.
///
/// Floor: the spectrum of the same encoder untrained. Evenly spread embeddings of variance 1 have all
/// eigenvalues near 1, between (1 − √(d/n))² and (1 + √(d/n))² for n rows [Marchenko & Pastur 1967].
///
/// @param eigenvalues (d), in descending order, none below 0; in squared units of the embedding
public record Spectrum(double[] eigenvalues) {
  /// The spectrum of the rows.
  ///
  /// @param z (n, d), n ≥ 2; not modified
  public static Spectrum of(Dataset z) {
    Rows.require("spectrum", z, 2);
    int d = z.width();
    double[] rows = Rows.centred(Rows.wide(z), d);
    if (!Rows.finite(rows)) {
      double[] unknown = new double[d];
      Arrays.fill(unknown, Double.NaN);
      return new Spectrum(unknown);
    }
    var covariance = new DMatrixRMaj(d, d);
    CommonOps_DDRM.multInner(DMatrixRMaj.wrap(z.size(), d, rows), covariance);
    CommonOps_DDRM.divide(covariance, z.size() - 1);
    var eigen = DecompositionFactory_DDRM.eig(d, false, true);
    boolean converged = eigen.decompose(covariance);
    double[] values = new double[d];
    for (int k = 0; k < d; k++) { // rounding can leave a zero slightly below 0
      values[k] = converged ? -Math.max(0, eigen.getEigenvalue(k).getReal()) : Double.NaN;
    }
    Arrays.sort(values);
    return new Spectrum(Arrays.stream(values).map(v -> 0 - v).toArray());
  }

  /// The sum of all eigenvalues, the total variance.
  public double total() {
    return Arrays.stream(eigenvalues).sum();
  }

  /// (Σλ)²/Σλ², another count of directions, 1 … d, that small eigenvalues hardly touch; 0 when all
  /// are 0.
  public double participationRatio() {
    double squares = Arrays.stream(eigenvalues).map(v -> v * v).sum();
    return squares == 0 ? 0 : total() * total() / squares;
  }
}
