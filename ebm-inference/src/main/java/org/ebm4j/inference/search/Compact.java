package org.ebm4j.inference.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The quasi-Newton Hessian of k remembered steps, as a multiple of the identity and a correction of
/// rank 2k:
///
///     B = θI − W M Wᵀ    W = [Y θS]    M⁻¹ = ⎡ −D   Lᵀ  ⎤    D = diag(sᵢᵀyᵢ)
///                                           ⎣  L   θSᵀS ⎦    Lᵢⱼ = sᵢᵀyⱼ for i > j, else 0
///
/// Source: [Byrd, Nocedal, Schnabel 1994, theorem 2.3].
///
/// @param theta θ > 0
/// @param w (n, 2k), by rows
/// @param m (2k, 2k)
record Compact(double theta, double[][] w, double[][] m) {

  /// @return nothing if M⁻¹ is singular to rounding
  static @Nullable Compact of(Memory memory, int n) {
    List<Memory.Step> steps = memory.steps();
    double theta = memory.scale();
    double[][] m = Dense.inverse(middle(steps, theta));
    return m == null ? null : new Compact(theta, columns(steps, theta, n), m);
  }

  private static double[][] middle(List<Memory.Step> steps, double theta) {
    int k = steps.size();
    double[][] middle = new double[2 * k][2 * k];
    for (int i = 0; i < k; i++) {
      middle[i][i] = -steps.get(i).sy();
      for (int j = 0; j < k; j++) {
        middle[k + i][k + j] = theta * Vectors.dot(steps.get(i).s(), steps.get(j).s());
        if (i > j) {
          double l = Vectors.dot(steps.get(i).s(), steps.get(j).y());
          middle[k + i][j] = l;
          middle[j][k + i] = l;
        }
      }
    }
    return middle;
  }

  private static double[][] columns(List<Memory.Step> steps, double theta, int n) {
    int k = steps.size();
    double[][] w = new double[n][2 * k];
    for (int j = 0; j < k; j++) {
      for (int i = 0; i < n; i++) {
        w[i][j] = steps.get(j).y()[i];
        w[i][k + j] = theta * steps.get(j).s()[i];
      }
    }
    return w;
  }

  /// 2k.
  int rank() {
    return m.length;
  }

  /// M p.
  double[] middleTimes(double[] p) {
    return Dense.times(m, p);
  }

  /// dᵀ B d.
  double curvature(double[] d) {
    double[] p = project(d);
    return theta * Vectors.dot(d, d) - Vectors.dot(p, middleTimes(p));
  }

  /// Wᵀ d.
  double[] project(double[] d) {
    double[] p = new double[rank()];
    for (int i = 0; i < d.length; i++) {
      if (d[i] != 0) {
        Vectors.add(p, d[i], w[i]);
      }
    }
    return p;
  }
}
