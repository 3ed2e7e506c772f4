package org.ebm4j.viz.figure;

/// What is measured along one direction.
///
/// @param label with the unit
/// @param log whether equal distances are equal factors; values that are not positive then lie
///   below the edge
/// @param from the lower end, NaN to take it from the data
/// @param to the upper end, NaN to take it from the data
public record Axis(String label, boolean log, double from, double to) {

  public Axis {
    if (from >= to) {
      throw new IllegalArgumentException(
          "axis '%s' runs from %s to %s; the first must be the smaller".formatted(label, from, to));
    }
    if (log && (from <= 0 || to <= 0)) {
      throw new IllegalArgumentException(
          "axis '%s' is logarithmic and cannot run from %s to %s; give positive ends or Axis.linear"
              .formatted(label, from, to));
    }
  }

  public static Axis linear(String label) {
    return new Axis(label, false, Double.NaN, Double.NaN);
  }

  public static Axis log(String label) {
    return new Axis(label, true, Double.NaN, Double.NaN);
  }

  /// The same axis with fixed ends.
  public Axis range(double from, double to) {
    return new Axis(label, log, from, to);
  }
}
