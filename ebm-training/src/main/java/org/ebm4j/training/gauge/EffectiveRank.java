package org.ebm4j.training.gauge;

import java.util.Arrays;
import org.ebm4j.training.data.Dataset;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/// RankMe: the number of directions an embedding uses, counted smoothly.
///
///     exp( −Σ_k p_k log p_k ),    p_k = σ_k / Σ_l σ_l,    0 log 0 = 0
///
/// with σ the singular values of the embeddings Z, (n, d). It lies between 1 (all rows on one line
/// through the origin: a constant embedding gives 1) and min(n, d) (isotropic). Embeddings that are all
/// zero have no direction at all: 0.
///
/// Convention: [#of] takes Z as it is, as the paper does, so a large common offset counts as one
/// strong direction and hides the others; [#centred] subtracts the mean row first. The paper adds
/// 1e−7 to each p_k against log 0; here such terms are left out.
///
/// Floor: compare with the same encoder untrained, on the same rows; a value near 1 is collapse.
///
/// Source: [Garrido, Balestriero, Najman & LeCun 2023, §3.2]; [Roy & Vetterli 2007].
public final class EffectiveRank {
  private EffectiveRank() {}

  /// RankMe of the rows as they are.
  ///
  /// @param z (n, d), n ≥ 1; not modified
  public static double of(Dataset z) {
    Rows.require("effective rank", z, 1);
    return of(Rows.wide(z), z.width());
  }

  /// RankMe of the rows less their mean. A constant embedding gives 0.
  ///
  /// @param z (n, d), n ≥ 1; not modified
  public static double centred(Dataset z) {
    Rows.require("effective rank", z, 1);
    return of(Rows.centred(Rows.wide(z), z.width()), z.width());
  }

  private static double of(double[] rows, int d) {
    if (!Rows.finite(rows)) {
      return Double.NaN; // the decomposition would not end
    }
    int n = rows.length / d;
    var svd = DecompositionFactory_DDRM.svd(n, d, false, false, true);
    if (!svd.decompose(DMatrixRMaj.wrap(n, d, rows))) {
      return Double.NaN;
    }
    return ofSingularValues(Arrays.copyOf(svd.getSingularValues(), svd.numberOfSingularValues()));
  }

  /// exp of the entropy of the values divided by their sum; 0 when all are 0.
  static double ofSingularValues(double... sigma) {
    double sum = Arrays.stream(sigma).sum();
    double entropy = 0;
    for (double s : sigma) {
      entropy -= s > 0 ? s / sum * Math.log(s / sum) : 0;
    }
    return sum == 0 ? 0 : Math.exp(entropy);
  }
}
