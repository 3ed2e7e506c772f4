package org.ebm4j.viz.geometry;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/// Round numbers for an axis, with their labels.
///
/// @param at ascending, inside the range that was asked for
/// @param labels one for each, empty where a tick has none
public record Ticks(List<Double> at, List<String> labels) {

  public Ticks {
    at = List.copyOf(at);
    labels = List.copyOf(labels);
  }

  /// Multiples of 1, 2 or 5 × 10ᵏ in [from, to], at most `most` + 1 of them.
  ///
  /// @param from finite, less than `to`
  /// @param most at least 1
  public static Ticks linear(double from, double to, int most) {
    BigDecimal step = step((to - from) / most);
    BigDecimal first = BigDecimal.valueOf(from).divide(step, 0, RoundingMode.CEILING);
    boolean plain = Math.max(Math.abs(from), Math.abs(to)) < 1e7 && step.doubleValue() >= 1e-5;
    List<Double> at = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (BigDecimal n = first; ; n = n.add(BigDecimal.ONE)) {
      BigDecimal value = n.multiply(step);
      if (value.doubleValue() > to) {
        return new Ticks(at, labels);
      }
      at.add(value.doubleValue());
      labels.add(plain ? Numbers.plain(value) : Numbers.axis(value));
    }
  }

  /// Powers of ten in [from, to], thinned to at most about `most`; 2 and 5 times them where fewer
  /// than three remain.
  ///
  /// @param from positive and finite, less than `to`
  public static Ticks logarithmic(double from, double to, int most) {
    int low = (int) Math.ceil(Math.log10(from) - 1e-9);
    int high = (int) Math.floor(Math.log10(to) + 1e-9);
    int decades = high - low + 1;
    int every = Math.max(1, (decades + most - 1) / most);
    List<Double> at = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    int[] between = decades < 3 ? new int[] {1, 2, 5} : new int[] {1};
    for (int k = Math.floorDiv(low - 1, every) * every; k <= high; k += every) {
      for (int digit : between) {
        BigDecimal value = BigDecimal.valueOf(digit).scaleByPowerOfTen(k);
        if (value.doubleValue() >= from * (1 - 1e-9) && value.doubleValue() <= to * (1 + 1e-9)) {
          at.add(value.doubleValue());
          labels.add(Numbers.axis(value));
        }
      }
    }
    return new Ticks(at, labels);
  }

  /// The least of 1, 2, 5 × 10ᵏ that is no smaller than `least`.
  private static BigDecimal step(double least) {
    int k = (int) Math.floor(Math.log10(least));
    for (int digit : new int[] {1, 2, 5}) {
      BigDecimal step = BigDecimal.valueOf(digit).scaleByPowerOfTen(k);
      if (step.doubleValue() >= least * (1 - 1e-12)) {
        return step;
      }
    }
    return BigDecimal.ONE.scaleByPowerOfTen(k + 1);
  }
}
