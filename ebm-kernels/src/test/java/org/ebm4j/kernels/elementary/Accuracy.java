package org.ebm4j.kernels.elementary;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.ToIntBiFunction;

/// The functions under measurement, with their truth, and how far off a result is.
final class Accuracy {
  /// @param truth to 40 digits, for finite results that are not 0
  /// @param rough in doubles, for all arguments
  /// @param from least argument measured
  record Case(
      String name,
      ToIntBiFunction<Elementary, Integer> code,
      Function<Double, BigDecimal> truth,
      DoubleUnaryOperator rough,
      double from,
      double to) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final double ALL = Double.POSITIVE_INFINITY;

  static final List<Case> CASES =
      List.of(
          new Case("exp", Elementary::exp, Truth::exp, StrictMath::exp, -ALL, ALL),
          new Case("log", Elementary::log, Truth::log, StrictMath::log, -ALL, ALL),
          new Case("tanh", Elementary::tanh, Truth::tanh, StrictMath::tanh, -ALL, ALL),
          new Case("sigmoid", Elementary::sigmoid, Truth::sigmoid, Accuracy::sigmoid, -ALL, ALL),
          new Case(
              "softplus", Elementary::softplus, Truth::softplus, Accuracy::softplus, -ALL, ALL),
          new Case("cosTurn", Elementary::cosTurn, Truth::cosTurn, Accuracy::cosTurn, 0, 1),
          new Case("sinTurn", Elementary::sinTurn, Truth::sinTurn, Accuracy::sinTurn, 0, 1));

  private Accuracy() {}

  private static double sigmoid(double x) {
    double decay = StrictMath.exp(-Math.abs(x));
    return (x >= 0 ? 1 : decay) / (1 + decay);
  }

  private static double softplus(double x) {
    return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
  }

  private static double cosTurn(double u) {
    return StrictMath.sin(2 * Math.PI * (0.25 - Math.min(u, 1 - u)));
  }

  private static double sinTurn(double u) {
    double q = Math.min(u, 1 - u);
    double size = StrictMath.sin(2 * Math.PI * Math.min(q, 0.5 - q));
    return u > 0.5 ? -size : size;
  }

  /// Units in the last place of f32 between a result and the truth; infinite where one is special
  /// and the other is not that. Errors below 2·2⁻¹²⁶ are none, for f32 flushes to zero.
  static double ulps(float found, double wanted) {
    float rounded = (float) wanted;
    if (Math.abs(found - wanted) <= 0x1p-125) {
      return 0;
    }
    if (!Float.isFinite(rounded) || !Float.isFinite(found)) {
      boolean same = Float.isNaN(rounded) ? Float.isNaN(found) : found == rounded;
      return same || nearOverflow(found, wanted) ? 0 : ALL;
    }
    return Math.abs(found - wanted) / Math.ulp(rounded);
  }

  /// Whether the truth lies within an ulp of where numbers become infinite.
  private static boolean nearOverflow(float found, double wanted) {
    return Math.abs(found) >= Float.MAX_VALUE && Math.abs(Math.abs(wanted) - 0x1p128) < 0x1p105;
  }

  /// Units in the last place of f64 between a finite result and the truth.
  static double ulps(double found, BigDecimal wanted) {
    double rounded = wanted.doubleValue();
    if (!Double.isFinite(found)) {
      return found == rounded ? 0 : ALL;
    }
    return wanted
        .subtract(new BigDecimal(found))
        .abs()
        .divide(new BigDecimal(Math.ulp(rounded)), MathContext.DECIMAL64)
        .doubleValue();
  }
}
