package org.ebm4j.benchmarks.row;

/// How the time of a step becomes the figure of a row.
///
/// @param unit for people and JSON
/// @param items that a step does
/// @param rate whether the figure is items a nanosecond, more being better; else time an item
/// @param scale of the time: units in a microsecond
public record Measure(String unit, double items, boolean rate, double scale) {
  /// Microseconds a step.
  public static final Measure STEP = new Measure("us/step", 1, false, 1);

  /// Items a nanosecond.
  public static Measure perNanosecond(String things, double items) {
    return new Measure(things + "/ns", items, true, 1);
  }

  /// Microseconds an item.
  public static Measure microsecondsEach(String thing, double items) {
    return new Measure("us/" + thing, items, false, 1);
  }

  /// Seconds a step.
  public static Measure seconds() {
    return new Measure("s", 1, false, 1e-6);
  }

  /// The figure of a step that takes so long.
  public double of(double microseconds) {
    return rate ? items / (1000 * microseconds) : scale * microseconds / items;
  }
}
