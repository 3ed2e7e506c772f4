package org.ebm4j.kernels.elementary;

import org.ebm4j.kernels.loop.Primitive;

/// Polynomials by Horner's rule.
final class Polynomial {
  private Polynomial() {}

  /// c₀ + c₁x + … + cₙxⁿ, one fma for each coefficient but the last.
  static int at(CodeBuilder code, int x, double... coefficients) {
    int value = code.literal(coefficients[coefficients.length - 1]);
    for (int i = coefficients.length - 2; i >= 0; i--) {
      value = code.apply(Primitive.FMA, value, x, code.literal(coefficients[i]));
    }
    return value;
  }

  /// The coefficients times a power of two.
  static double[] scaled(double factor, double... coefficients) {
    double[] scaled = coefficients.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= factor;
    }
    return scaled;
  }
}
