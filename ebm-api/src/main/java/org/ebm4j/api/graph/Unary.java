package org.ebm4j.api.graph;

/// The elementwise functions of one number, with their meaning in f64. NaN travels through all of
/// them.
public enum Unary {
  /// −a
  NEGATE("-"),
  /// |a|; its derivative at 0 is 0
  ABS("abs"),
  /// 1/a
  RECIPROCAL("1/"),
  /// √a; NaN below 0
  SQRT("sqrt"),
  /// eᵃ
  EXP("exp"),
  /// ln a; −∞ at 0, NaN below
  LOG("log"),
  /// hyperbolic tangent
  TANH("tanh"),
  /// 1/(1 + e⁻ᵃ)
  SIGMOID("sigmoid"),
  /// ln(1 + eᵃ)
  SOFTPLUS("softplus"),
  /// max(a, 0); its derivative at 0 is 0
  RELU("relu"),
  /// a·sigmoid(a) [Elfwing, Uchibe, Doya 2018]
  SILU("silu"),
  /// −1, 0 or 1
  SIGN("sign"),
  /// 1 where a > 0, else 0; NaN stays NaN
  STEP("step");

  private final String symbol;

  Unary(String symbol) {
    this.symbol = symbol;
  }

  /// The name it prints under.
  public String symbol() {
    return symbol;
  }

  /// The meaning in f64: what every engine approximates.
  public double at(double a) {
    return switch (this) {
      case NEGATE -> -a;
      case ABS -> Math.abs(a);
      case RECIPROCAL -> 1 / a;
      case SQRT -> Math.sqrt(a);
      case EXP -> Math.exp(a);
      case LOG -> Math.log(a);
      case TANH -> Math.tanh(a);
      case SIGMOID -> sigmoid(a);
      case SOFTPLUS -> Math.log1p(Math.exp(-Math.abs(a))) + Math.max(a, 0);
      case RELU -> Math.max(a, 0);
      case SILU -> a * sigmoid(a);
      case SIGN -> Math.signum(a);
      case STEP -> Double.isNaN(a) ? a : a > 0 ? 1 : 0;
    };
  }

  private static double sigmoid(double a) {
    double e =
        Math.exp(-Math.abs(a)); // never overflows, so both tails keep their relative accuracy
    return (a >= 0 ? 1 : e) / (1 + e);
  }
}
