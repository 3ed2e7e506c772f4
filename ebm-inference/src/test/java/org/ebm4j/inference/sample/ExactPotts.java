package org.ebm4j.inference.sample;

import java.util.Arrays;

/// Lattices of categories small enough in all directions but one, by products of their transfer
/// matrix
///
///     T(a, b) = exp(−β(½E(a) + ½E(b) + E(a, b)))
///
/// between neighbouring rows a and b, each a number in base q.
final class ExactPotts {
  private ExactPotts() {}

  /// An energy of one or two categories.
  interface Pair {
    double energy(int a, int b);
  }

  /// The probabilities of the patterns of {@code window} neighbours on a ring of n sites of q
  /// categories; digit i of a pattern's number is site i. Fields are in the pair's energy, half of
  /// each end's.
  static double[] ringPatterns(int n, int window, int q, double beta, Pair pair) {
    double[][] t = new double[q][q];
    for (int a = 0; a < q; a++) {
      for (int b = 0; b < q; b++) {
        t[a][b] = Math.exp(-beta * pair.energy(a, b));
      }
    }
    double[][] rest = power(t, n - window + 1);
    double[] weights = new double[(int) Math.pow(q, window)];
    for (int pattern = 0; pattern < weights.length; pattern++) {
      int[] digits = digits(pattern, q, window);
      weights[pattern] = rest[digits[window - 1]][digits[0]];
      for (int i = 0; i + 1 < window; i++) {
        weights[pattern] *= t[digits[i]][digits[i + 1]];
      }
    }
    double z = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(w -> w / z).toArray();
  }

  private static int[] digits(int number, int q, int count) {
    int[] digits = new int[count];
    int rest = number;
    for (int i = 0; i < count; i++) {
      digits[i] = rest % q;
      rest /= q;
    }
    return digits;
  }

  /// The mean energy a site of an m × n torus with E = −Σ δ(sᵢ, sⱼ): −∂ ln tr Tᵐ/∂β / (mn).
  static double torusEnergy(int m, int n, int q, double beta) {
    double h = 1e-3;
    double near = torusLogZ(m, n, q, beta + h) - torusLogZ(m, n, q, beta - h);
    double far = torusLogZ(m, n, q, beta + 2 * h) - torusLogZ(m, n, q, beta - 2 * h);
    return -(8 * near - far) / (12 * h) / (m * n);
  }

  static double torusLogZ(int m, int n, int q, double beta) {
    int states = (int) Math.pow(q, n);
    double[][] t = new double[states][states];
    for (int a = 0; a < states; a++) {
      int[] row = digits(a, q, n);
      for (int b = 0; b < states; b++) {
        int[] next = digits(b, q, n);
        double alike = 0;
        for (int i = 0; i < n; i++) {
          alike += row[i] == next[i] ? 1 : 0;
          alike += row[i] == row[(i + 1) % n] ? .5 : 0;
          alike += next[i] == next[(i + 1) % n] ? .5 : 0;
        }
        t[a][b] = Math.exp(beta * (alike - 2 * n)); // all alike counts 2 a site
      }
    }
    double[][] all = power(t, m);
    double trace = 0;
    for (int a = 0; a < states; a++) {
      trace += all[a][a];
    }
    return Math.log(trace) + beta * 2 * n * m;
  }

  private static double[][] power(double[][] t, int exponent) {
    if (exponent == 1) {
      return t;
    }
    double[][] half = power(t, exponent / 2);
    double[][] whole = times(half, half);
    return exponent % 2 == 0 ? whole : times(whole, t);
  }

  private static double[][] times(double[][] a, double[][] b) {
    double[][] c = new double[a.length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int k = 0; k < a.length; k++) {
        for (int j = 0; j < a.length; j++) {
          c[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return c;
  }
}
