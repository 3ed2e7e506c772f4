package org.ebm4j.inference.sample;

import java.util.function.DoubleUnaryOperator;

/// Ising models of any size whose free energy has a closed form.
final class ExactIsing {
  private ExactIsing() {}

  /// The mean energy a site of a square torus, −∂ ln Z/∂β / (MN):
  ///
  ///     Z = ½ (2 sinh 2β)^(MN/2) [Π 2cosh(½Mγ₂ᵣ₊₁) + Π 2sinh(½Mγ₂ᵣ₊₁) + Π 2cosh(½Mγ₂ᵣ) + Π 2sinh(½Mγ₂ᵣ)]
  ///     cosh γₗ = cosh 2β coth 2β − cos(πl/N),   γ₀ = 2β + ln tanh β,   products over r = 0 … N − 1
  ///
  /// Source: [Kaufman 1949, eq. 39].
  static double torusEnergy(int m, int n, double beta) {
    return -slope(b -> torusLogZ(m, n, b), beta) / (m * n);
  }

  static double torusLogZ(int m, int n, double beta) {
    double[] logs = new double[4];
    double[] signs = {1, 1, 1, 1};
    for (int r = 0; r < n; r++) {
      for (int odd = 0; odd < 2; odd++) {
        double half = .5 * m * gamma(2 * r + odd, n, beta);
        double size = Math.abs(half);
        int cosh = odd == 1 ? 0 : 2;
        logs[cosh] += size + Math.log1p(Math.exp(-2 * size));
        logs[cosh + 1] += size + Math.log1p(-Math.exp(-2 * size));
        signs[cosh + 1] *= Math.signum(half);
      }
    }
    double top = Math.max(Math.max(logs[0], logs[1]), Math.max(logs[2], logs[3]));
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      sum += signs[i] * Math.exp(logs[i] - top);
    }
    return -Math.log(2) + .5 * m * n * Math.log(2 * Math.sinh(2 * beta)) + top + Math.log(sum);
  }

  private static double gamma(int l, int n, double beta) {
    if (l == 0) {
      return 2 * beta + Math.log(Math.tanh(beta));
    }
    double c = Math.cosh(2 * beta) / Math.tanh(2 * beta) - Math.cos(Math.PI * l / n);
    return Math.log(c + Math.sqrt(c * c - 1));
  }

  private static double slope(DoubleUnaryOperator f, double x) {
    double h = 1e-3;
    double near = (f.applyAsDouble(x + h) - f.applyAsDouble(x - h)) / (2 * h);
    double far = (f.applyAsDouble(x + 2 * h) - f.applyAsDouble(x - 2 * h)) / (4 * h);
    return (4 * near - far) / 3;
  }

  /// The probabilities of the patterns of {@code window} neighbours on a ring of n spins with E =
  /// −J Σ sᵢsᵢ₊₁ − h Σ sᵢ, by products of its transfer matrix T(s, s′) = exp(β(J s s′ + ½h(s +
  /// s′))): bit i of a pattern's number is spin i.
  static double[] ringPatterns(int n, int window, double beta, double j, double h) {
    double[][] t = new double[2][2];
    for (int a = 0; a < 2; a++) {
      for (int b = 0; b < 2; b++) {
        double s = 2 * a - 1;
        double next = 2 * b - 1;
        t[a][b] = Math.exp(beta * (j * s * next + .5 * h * (s + next)));
      }
    }
    double[][] rest = {{1, 0}, {0, 1}};
    for (int i = 0; i < n - window + 1; i++) {
      rest = times(rest, t);
    }
    double[] weights = new double[1 << window];
    double z = 0;
    for (int pattern = 0; pattern < weights.length; pattern++) {
      double weight = rest[pattern >> (window - 1) & 1][pattern & 1];
      for (int i = 0; i + 1 < window; i++) {
        weight *= t[pattern >> i & 1][pattern >> (i + 1) & 1];
      }
      weights[pattern] = weight;
      z += weight;
    }
    for (int pattern = 0; pattern < weights.length; pattern++) {
      weights[pattern] /= z;
    }
    return weights;
  }

  private static double[][] times(double[][] a, double[][] b) {
    double[][] c = new double[2][2];
    for (int i = 0; i < 2; i++) {
      for (int k = 0; k < 2; k++) {
        c[i][k] = a[i][0] * b[0][k] + a[i][1] * b[1][k];
      }
    }
    return c;
  }
}
