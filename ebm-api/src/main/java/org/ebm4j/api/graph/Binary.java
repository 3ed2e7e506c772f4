package org.ebm4j.api.graph;

/// The elementwise functions of two numbers, with their meaning in f64.
///
/// Minimum and maximum pass NaN on from either side; of two equal numbers the first wins. A
/// comparison gives 1 or 0, and 0 when either side is NaN.
public enum Binary {
  ADD("+"),
  SUBTRACT("-"),
  MULTIPLY("*"),
  DIVIDE("/"),
  MIN("min"),
  MAX("max"),
  LESS("<"),
  LESS_EQUAL("<="),
  EQUAL("==");

  private final String symbol;

  Binary(String symbol) {
    this.symbol = symbol;
  }

  /// The sign it prints under.
  public String symbol() {
    return symbol;
  }

  /// Whether it gives 1 where something holds and else 0.
  public boolean isComparison() {
    return this == LESS || this == LESS_EQUAL || this == EQUAL;
  }

  /// The meaning in f64: what every engine approximates.
  public double at(double a, double b) {
    return switch (this) {
      case ADD -> a + b;
      case SUBTRACT -> a - b;
      case MULTIPLY -> a * b;
      case DIVIDE -> a / b;
      case MIN -> Double.isNaN(a) || Double.isNaN(b) ? Double.NaN : b < a ? b : a;
      case MAX -> Double.isNaN(a) || Double.isNaN(b) ? Double.NaN : b > a ? b : a;
      case LESS -> a < b ? 1 : 0;
      case LESS_EQUAL -> a <= b ? 1 : 0;
      case EQUAL -> a == b ? 1 : 0;
    };
  }
}
