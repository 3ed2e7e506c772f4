package org.ebm4j.training.objective;

import java.util.Arrays;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.expr.Leaf;
import org.ebm4j.api.expr.Maths;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.graph.Values;
import org.ebm4j.api.random.Purpose;
import org.ebm4j.training.data.Dataset;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/// N(m, C) as formulas: x = m + Lξ and log q(x) = −½|L⁻¹(x − m)|² − log det L − (n/2) log 2π, with
/// C = LLᵀ.
///
/// @param mean m, n numbers
/// @param factor L, (n, n) row by row, lower triangular with a positive diagonal
public record Gaussian(Values mean, Values factor) {
  public Gaussian {
    int n = mean.size();
    if (factor.size() != n * n) {
      throw new IllegalArgumentException(
          "gaussian: a mean of "
              + n
              + " numbers takes a factor of "
              + n * n
              + ", found "
              + factor.size());
    }
    for (int i = 0; i < n; i++) {
      if (!(factor.get(i * n + i) > 0)) {
        throw new IllegalArgumentException(
            "gaussian: the covariance is singular in coordinate "
                + i
                + "; leave out coordinates that do not vary, or add noise to the data");
      }
    }
  }

  /// The Gaussian of the rows' mean and covariance, over n − 1.
  public static Gaussian of(Dataset data) {
    int n = data.width();
    int rows = data.size();
    double[] mean = new double[n];
    for (int i = 0; i < rows * n; i++) {
      mean[i % n] += (double) data.get(i / n, i % n) / rows;
    }
    var covariance = new DMatrixRMaj(n, n);
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          double product = (data.get(row, i) - mean[i]) * (data.get(row, j) - mean[j]);
          covariance.add(i, j, product / (rows - 1));
        }
      }
    }
    var cholesky = DecompositionFactory_DDRM.chol(n, true);
    boolean regular = cholesky.decompose(covariance);
    double[] factor = regular ? cholesky.getT(null).getData() : new double[n * n];
    return new Gaussian(Values.of(mean), Values.of(factor));
  }

  /// How many numbers a point has.
  public int size() {
    return mean.size();
  }

  /// A fresh point for every chain and step.
  ///
  /// @param draw tells apart those of one computation
  Expr draw(int draw) {
    Expr normal = Leaf.normal(Purpose.NOISE, draw, size());
    return matrix(factor.toArray()).matmul(normal).plus(Expr.vector(mean.toArray()));
  }

  /// log q at a point, in nats.
  Expr logDensity(Expr x) {
    Expr white = matrix(inverse()).matmul(x.minus(Expr.vector(mean.toArray())));
    return Maths.sq(white).times(-.5).minus(logNormaliser());
  }

  private double logNormaliser() {
    int n = size();
    double sum = n * Math.log(2 * Math.PI) / 2;
    for (int i = 0; i < n; i++) {
      sum += Math.log(factor.get(i * n + i));
    }
    return sum;
  }

  private double[] inverse() {
    var inverse = new DMatrixRMaj(size(), size());
    CommonOps_DDRM.invert(DMatrixRMaj.wrap(size(), size(), factor.toArray()), inverse);
    return Arrays.copyOf(inverse.getData(), size() * size());
  }

  private Expr matrix(double[] numbers) {
    return Expr.of(Shape.of(size(), size()), numbers);
  }
}
