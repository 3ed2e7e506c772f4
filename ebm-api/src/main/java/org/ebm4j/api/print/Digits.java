package org.ebm4j.api.print;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.ebm4j.api.graph.Values;

/// Numbers as people write them, none of their digits lost.
final class Digits {
  private static final int SHOWN = 4;

  private Digits() {}

  /// The shortest digits that read back as the same number; 2 for 2.0 and 1e-4 for 1.0E-4.
  static String of(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "−∞";
    }
    String digits = Double.toString(Math.abs(value)).toLowerCase(Locale.ROOT).replace(".0e", "e");
    String plain = digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits;
    return Double.doubleToRawLongBits(value) < 0 ? "−" + plain : plain;
  }

  /// The first few of them.
  static String some(Values values) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(SHOWN, values.size()); i++) {
      text.append(i == 0 ? "" : ", ").append(of(values.get(i)));
    }
    return text.append(values.size() > SHOWN ? ", …" : "").toString();
  }

  static boolean areFew(Values values) {
    return values.size() <= SHOWN;
  }

  /// Axes below the line: ₀,₁.
  static String subscript(List<Integer> axes) {
    return axes.stream().map(Digits::subscript).collect(Collectors.joining(","));
  }

  static String subscript(int number) {
    return Integer.toString(number)
        .chars()
        .mapToObj(digit -> String.valueOf((char) ('₀' + digit - '0')))
        .collect(Collectors.joining());
  }
}
