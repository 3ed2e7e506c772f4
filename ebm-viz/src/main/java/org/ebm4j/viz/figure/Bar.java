package org.ebm4j.viz.figure;

import java.util.ArrayList;
import java.util.List;
import org.ebm4j.viz.geometry.Numbers;

/// One bar of a [BarChart].
///
/// @param value its length; NaN shows no bar and says so
/// @param low the interval's lower end, `value` where there is none
/// @param high the interval's upper end, `value` where there is none
/// @param single the measurements behind it, one for each seed say; may be empty
/// @param hue the palette's number; −1 for the one of its place in the chart
public record Bar(
    String name, double value, double low, double high, List<Double> single, int hue) {

  public Bar {
    single = List.copyOf(single);
    if (low > value || high < value) {
      throw new IllegalArgumentException(
          "bar '%s' stands at %s outside its interval from %s to %s; the interval must hold the value"
              .formatted(name, value, low, high));
    }
  }

  public static Bar of(String name, double value) {
    return new Bar(name, value, value, value, List.of(), -1);
  }

  /// A bar at the mean of a few measurements, with them as dots and their range as the interval.
  public static Bar mean(String name, double... single) {
    if (single.length == 0) {
      throw new IllegalArgumentException(
          "bar '%s' has no measurements; give at least one".formatted(name));
    }
    double sum = 0;
    double low = single[0];
    double high = single[0];
    List<Double> all = new ArrayList<>();
    for (double value : single) {
      sum += value;
      low = Math.min(low, value);
      high = Math.max(high, value);
      all.add(value);
    }
    double mean = Double.isNaN(sum) ? sum : Math.clamp(sum / single.length, low, high);
    return new Bar(name, mean, low, high, all, -1);
  }

  /// The same bar with another interval, a confidence interval say.
  public Bar interval(double low, double high) {
    return new Bar(name, value, low, high, single, hue);
  }

  /// The same bar in the palette's hue of this number, so that one thing keeps its colour from
  /// figure to figure.
  public Bar hue(int number) {
    return new Bar(name, value, low, high, single, number);
  }

  String inWords() {
    String at = name + " " + Numbers.brief(value, 3);
    return low == high
        ? at
        : at + " (" + Numbers.brief(low, 3) + " to " + Numbers.brief(high, 3) + ")";
  }
}
