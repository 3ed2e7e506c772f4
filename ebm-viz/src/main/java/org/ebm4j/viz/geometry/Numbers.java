package org.ebm4j.viz.geometry;

import java.math.BigDecimal;
import java.math.MathContext;

/// Numbers as people read them: a true minus sign, no needless zeros, powers of ten raised.
public final class Numbers {

  private Numbers() {}

  /// `value` to `digits` significant digits: 0.0123, 1500, 3.2×10⁻⁷.
  public static String brief(double value, int digits) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "not a number" : value > 0 ? "∞" : "−∞";
    }
    return axis(new BigDecimal(value).round(new MathContext(digits)));
  }

  /// The exact value; very large and very small ones with powers of ten.
  static String axis(BigDecimal value) {
    BigDecimal bare = value.stripTrailingZeros();
    if (bare.signum() == 0) {
      return "0";
    }
    int power = bare.precision() - bare.scale() - 1;
    if (power >= -4 && power <= 5) {
      return plain(bare);
    }
    String front = plain(bare.scaleByPowerOfTen(-power));
    String times = front.equals("1") ? "" : front.equals("−1") ? "−" : front + "×";
    return times + "10" + raised(power);
  }

  /// The exact value without powers of ten.
  static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString().replace('-', '−');
  }

  private static String raised(int power) {
    StringBuilder out = new StringBuilder();
    Integer.toString(power)
        .chars()
        .forEach(c -> out.append(c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(c - '0')));
    return out.toString();
  }
}
