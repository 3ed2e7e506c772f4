package org.ebm4j.inference.search;

/// Sums over vectors, in f64 and in ascending order.
public final class Vectors {
  private Vectors() {}

  /// Σ aᵢbᵢ.
  public static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /// √Σ aᵢ², without overflow where the result is finite.
  public static double norm(double[] a) {
    double largest = 0;
    for (double value : a) {
      largest = Math.max(largest, Math.abs(value));
    }
    if (largest == 0 || !Double.isFinite(largest)) {
      return largest;
    }
    double sum = 0;
    for (double value : a) {
      sum += (value / largest) * (value / largest);
    }
    return largest * Math.sqrt(sum);
  }

  /// a − b, new.
  public static double[] minus(double[] a, double[] b) {
    double[] difference = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      difference[i] = a[i] - b[i];
    }
    return difference;
  }

  /// a + αd, new.
  public static double[] along(double[] a, double alpha, double[] d) {
    double[] point = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      point[i] = a[i] + alpha * d[i];
    }
    return point;
  }

  /// a ← a + αb.
  static void add(double[] a, double alpha, double[] b) {
    for (int i = 0; i < a.length; i++) {
      a[i] += alpha * b[i];
    }
  }
}
