package org.ebm4j.kernels.trial;

import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.graph.Binary;
import org.ebm4j.api.graph.Unary;

/// How far a result in floating point may be from its value in f64, where its operands may be off
/// themselves: running error analysis of one operation.
///
/// An error of ∞ says that nothing is known of the result; one of 0 with a value that is NaN or
/// infinite says that the result is that.
///
/// Source: [Higham 2002, §3.3].
///
/// The value in f64 is rounded itself, so both sides' roundings count.
///
/// @param single whether the results are f32
/// @param unit the unit roundoffs of both sides: 2⁻²⁴ + 2⁻⁵³, or 2·2⁻⁵³
/// @param tiny what underflow may lose: 2⁻¹²⁵, for f32 flushes to zero what is below 2⁻¹²⁶, and
///   functions do so a factor 2 earlier; or 2⁻¹⁰⁷⁴
/// @param largest the largest finite number
record Bounded(boolean single, double unit, double tiny, double largest) {
  private static final double UNKNOWN = Double.POSITIVE_INFINITY;

  /// Elementary functions are right to 2 units in the last place, those of Java to 2½; an ulp is up
  /// to two roundoffs.
  private static final double FUNCTION = 5;

  static Bounded in(Precision precision) {
    return precision == Precision.F32
        ? new Bounded(true, 0x1p-24 + 0x1p-53, 0x1p-125, Float.MAX_VALUE)
        : new Bounded(false, 0x1p-52, Double.MIN_VALUE, Double.MAX_VALUE);
  }

  /// The error of a result that is within {@code error} before it is rounded {@code times} times.
  double rounded(double value, double error, double times) {
    double whole = error + times * unit * (Math.abs(value) + error) + tiny;
    if (Double.isNaN(whole) || Math.abs(value) + whole > largest) {
      return UNKNOWN;
    }
    return whole;
  }

  /// The error of a leaf or constant of this value.
  double leaf(double value) {
    double held = single ? (float) value : value;
    boolean same = held == value || Double.isNaN(value);
    return (same ? 0 : Math.abs(held - value)) + (Math.abs(value) < tiny ? Math.abs(value) : 0);
  }

  double map(Unary function, double a, double e, double value) {
    if (e == UNKNOWN) {
      return UNKNOWN;
    }
    if (Double.isNaN(a)) {
      return 0;
    }
    if (Double.isInfinite(a)) {
      return Double.isNaN(value) || Double.isInfinite(value) ? 0 : 2 * unit * Math.abs(value);
    }
    return switch (function) {
      case NEGATE, ABS, RELU -> e;
      case SIGN -> e == 0 || Math.abs(a) > e ? 0 : 2;
      case STEP -> e == 0 || Math.abs(a) > e ? 0 : 1;
      case SQRT -> sqrt(a, e, value);
      case LOG -> log(a, e, value);
      case RECIPROCAL -> divide(0, a, e, value);
      case EXP -> rounded(value, value * Math.expm1(e), FUNCTION);
      case TANH -> rounded(value, Math.min(2, e), FUNCTION);
      case SIGMOID -> rounded(value, Math.min(1, e / 4), FUNCTION);
      case SOFTPLUS -> rounded(value, e, FUNCTION);
      case SILU -> rounded(value, 1.1 * e + Math.abs(a) * tiny, FUNCTION + 2); // a·sigmoid(a)
    };
  }

  private double sqrt(double a, double e, double value) {
    if (a + e < 0) {
      return 0; // NaN
    }
    if (a < e) {
      return UNKNOWN; // it may be below 0
    }
    double change = e == 0 ? 0 : e / (value + Math.sqrt(a - e));
    return rounded(value, change, 2);
  }

  private double log(double a, double e, double value) {
    if (a + e < 0 || (a == 0 && e == 0)) {
      return 0; // NaN, −∞
    }
    return a <= e ? UNKNOWN : rounded(value, -Math.log1p(-e / a), FUNCTION);
  }

  double zip(Binary function, double a, double ea, double b, double eb, double value) {
    if (ea == UNKNOWN || eb == UNKNOWN) {
      return UNKNOWN;
    }
    boolean comparison = function.isComparison();
    if (Double.isNaN(a) || Double.isNaN(b)) {
      return 0;
    }
    if (comparison) {
      return ea + eb == 0 || Math.abs(a - b) > ea + eb ? 0 : 1;
    }
    if (function == Binary.MIN || function == Binary.MAX) {
      return a == b && ea + eb == 0 ? 0 : Math.max(ea, eb);
    }
    if (Double.isInfinite(a) || Double.isInfinite(b)) {
      return ofInfinite(function, a, ea, b, eb, value);
    }
    return switch (function) {
      case ADD, SUBTRACT -> rounded(value, ea + eb, 1);
      case MULTIPLY -> rounded(value, Math.abs(a) * eb + Math.abs(b) * ea + ea * eb, 1);
      case DIVIDE -> divide(ea, b, eb, value);
      case MIN, MAX, LESS, LESS_EQUAL, EQUAL -> throw new IllegalStateException(function.symbol());
    };
  }

  /// The sign of an infinite product or quotient must be sure.
  private double ofInfinite(
      Binary function, double a, double ea, double b, double eb, double value) {
    boolean scales = function == Binary.MULTIPLY || function == Binary.DIVIDE;
    boolean unsure = unsure(a, ea) || unsure(b, eb) || (b == 0 && function == Binary.DIVIDE);
    return scales && unsure && !Double.isNaN(value) ? UNKNOWN : unsureNan(value, ea, eb, scales);
  }

  private static double unsureNan(double value, double ea, double eb, boolean scales) {
    return Double.isNaN(value) && scales && ea + eb > 0 ? UNKNOWN : 0;
  }

  private static boolean unsure(double a, double e) {
    return e > 0 && Math.abs(a) <= e;
  }

  private double divide(double ea, double b, double eb, double value) {
    double room = Math.abs(b) - eb;
    return !(room > 0) ? UNKNOWN : rounded(value, (ea + Math.abs(value) * eb) / room, 2);
  }

  /// @param chosen what the condition's value chooses, {@code other} what it does not
  double where(double c, double ec, double chosen, double e, double other, double eOther) {
    if (ec == UNKNOWN) {
      return UNKNOWN;
    }
    if (Double.isNaN(c)) {
      return 0;
    }
    if (ec == 0 || Math.abs(c) > ec) {
      return e;
    }
    double either = Math.max(e, Math.abs(chosen - other) + eOther);
    return Double.isNaN(either) ? UNKNOWN : either;
  }

  /// @param size Σ of the sizes of the terms
  /// @param finite the same without those that are infinite or NaN
  /// @param error Σ of their errors
  /// @param roundings of the longest path through the sum, in any order
  double sum(double value, double size, double finite, double error, double roundings) {
    double gamma = roundings * unit / (1 - roundings * unit);
    double whole = error + gamma * (finite + error) + roundings * tiny;
    if (!(finite + whole <= largest)) {
      return UNKNOWN; // a part of the sum may overflow
    }
    if (Double.isNaN(size) || Double.isInfinite(size)) {
      return Double.isNaN(value) || Double.isInfinite(value) ? 0 : UNKNOWN;
    }
    return whole;
  }
}
