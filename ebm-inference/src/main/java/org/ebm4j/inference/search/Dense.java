package org.ebm4j.inference.search;

import org.jspecify.annotations.Nullable;

/// Small dense systems, by Gauss's elimination with the largest pivot of each column.
final class Dense {
  private Dense() {}

  /// X with A X = B.
  ///
  /// @param a square, overwritten
  /// @param b as many rows, overwritten with X
  /// @return whether A could be solved; if not, b means nothing
  static boolean solve(double[][] a, double[][] b) {
    int n = a.length;
    for (int column = 0; column < n; column++) {
      int pivot = largest(a, column);
      swap(a, column, pivot);
      swap(b, column, pivot);
      double value = a[column][column];
      if (value == 0 || !Double.isFinite(value)) {
        return false;
      }
      for (int row = 0; row < n; row++) {
        double factor = a[row][column] / value;
        if (row != column && factor != 0) {
          Vectors.add(a[row], -factor, a[column]);
          Vectors.add(b[row], -factor, b[column]);
        }
      }
    }
    for (int row = 0; row < n; row++) {
      for (int j = 0; j < b[row].length; j++) {
        b[row][j] /= a[row][row];
      }
    }
    return true;
  }

  /// A⁻¹, or nothing if A is singular.
  static double @Nullable [][] inverse(double[][] a) {
    double[][] identity = new double[a.length][a.length];
    for (int i = 0; i < a.length; i++) {
      identity[i][i] = 1;
    }
    return solve(a, identity) ? identity : null;
  }

  /// A x.
  static double[] times(double[][] a, double[] x) {
    double[] product = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      product[i] = Vectors.dot(a[i], x);
    }
    return product;
  }

  private static int largest(double[][] a, int column) {
    int best = column;
    for (int row = column + 1; row < a.length; row++) {
      if (Math.abs(a[row][column]) > Math.abs(a[best][column])) {
        best = row;
      }
    }
    return best;
  }

  private static void swap(double[][] a, int i, int j) {
    double[] held = a[i];
    a[i] = a[j];
    a[j] = held;
  }
}
