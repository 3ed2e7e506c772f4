package org.ebm4j.inference.sample;

/// min |Ax − b|² for a tall, well-conditioned A, by AᵀAx = Aᵀb and Cholesky's factors.
final class LeastSquares {
  private LeastSquares() {}

  /// @param a (rows, columns), rows ≥ columns
  static double[] solve(double[][] a, double... b) {
    int n = a[0].length;
    double[][] l = new double[n][n];
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (double[] row : a) {
          sum += row[i] * row[j];
        }
        for (int k = 0; k < j; k++) {
          sum -= l[i][k] * l[j][k];
        }
        l[i][j] = i == j ? Math.sqrt(sum) : sum / l[j][j];
      }
      for (int row = 0; row < b.length; row++) {
        x[i] += a[row][i] * b[row];
      }
      for (int k = 0; k < i; k++) {
        x[i] -= l[i][k] * x[k];
      }
      x[i] /= l[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int k = i + 1; k < n; k++) {
        x[i] -= l[k][i] * x[k];
      }
      x[i] /= l[i][i];
    }
    return x;
  }
}
