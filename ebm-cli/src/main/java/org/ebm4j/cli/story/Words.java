package org.ebm4j.cli.story;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Numbers as people read them.
final class Words {
  private Words() {}

  /// So many places after the point, with a true minus sign.
  static String fixed(double value, int places) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "not a number" : value > 0 ? "∞" : "−∞";
    }
    String text = new BigDecimal(value).setScale(places, RoundingMode.HALF_EVEN).toPlainString();
    return text.replace('-', '−');
  }

  /// A share as a percentage with one place.
  static String percent(double share) {
    return Double.isFinite(share) ? fixed(100 * share, 1) + " %" : "not a number";
  }

  /// A share with its interval.
  static String percent(double share, double low, double high) {
    return "%s (%s to %s)".formatted(percent(share), fixed(100 * low, 1), fixed(100 * high, 1));
  }

  /// A count with thin spaces between thousands.
  static String count(double value) {
    return String.format(Locale.ROOT, "%,d", Math.round(value)).replace(',', '\u202f');
  }

  /// Words as a shell takes them.
  static String typed(List<String> words) {
    return words.stream()
        .map(w -> w.matches("[\\w./:=@%+,-]+") ? w : "'" + w.replace("'", "'\\''") + "'")
        .collect(Collectors.joining(" "));
  }
}
