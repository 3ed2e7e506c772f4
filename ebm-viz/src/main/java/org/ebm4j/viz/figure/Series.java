package org.ebm4j.viz.figure;

import org.ebm4j.viz.geometry.Numbers;

/// One line of a [LineChart]: points in the order in which they are joined. A point that is not
/// finite is a gap.
public final class Series {

  private final String name;
  private final double[] x;
  private final double[] y;
  private final double[] low; // as long as y, or empty
  private final double[] high;
  private final int hue;

  private Series(String name, double[][] values, int hue) {
    this.name = name;
    this.x = values[0];
    this.y = values[1];
    this.low = values[2];
    this.high = values[3];
    this.hue = hue;
  }

  /// @param x as long as `y`, at least one value
  public static Series of(String name, double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "series '%s' has %d x and %d y; give as many of one as of the other"
              .formatted(name, x.length, y.length));
    }
    if (x.length == 0) {
      throw new IllegalArgumentException(
          "series '%s' has no points; leave it out until it has one".formatted(name));
    }
    return new Series(name, new double[][] {x.clone(), y.clone(), {}, {}}, -1);
  }

  /// The same line with a shaded band between `low` and `high` at each of its points.
  public Series band(double[] low, double[] high) {
    if (low.length != y.length || high.length != y.length) {
      throw new IllegalArgumentException(
          "series '%s' has %d points, its band %d lower and %d upper ends; give one of each for every point"
              .formatted(name, y.length, low.length, high.length));
    }
    return new Series(name, new double[][] {x, y, low.clone(), high.clone()}, hue);
  }

  /// The same line in the palette's hue of this number, so that one thing keeps its colour from
  /// figure to figure; otherwise its place in the chart decides.
  public Series hue(int number) {
    if (number < 0) {
      throw new IllegalArgumentException(
          "series '%s' asks for hue %d; hues count from 0".formatted(name, number));
    }
    return new Series(name, new double[][] {x, y, low, high}, number);
  }

  public String name() {
    return name;
  }

  public double[] x() {
    return x.clone();
  }

  public double[] y() {
    return y.clone();
  }

  /// The band's lower ends, or no values where there is no band.
  public double[] low() {
    return low.clone();
  }

  /// The band's upper ends, or no values where there is no band.
  public double[] high() {
    return high.clone();
  }

  /// The palette's number for this line at `place` in its chart.
  public int hueAt(int place) {
    return hue < 0 ? place : hue;
  }

  String inWords() {
    int last = lastFinite();
    if (last < 0) {
      return "has no finite value";
    }
    int first = 0;
    while (!finite(first)) {
      first++;
    }
    return first == last
        ? "is " + Numbers.brief(y[last], 3)
        : "goes from " + Numbers.brief(y[first], 3) + " to " + Numbers.brief(y[last], 3);
  }

  /// The index of the last point that is finite, or −1.
  int lastFinite() {
    int last = y.length - 1;
    while (last >= 0 && !finite(last)) {
      last--;
    }
    return last;
  }

  private boolean finite(int i) {
    return Double.isFinite(x[i]) && Double.isFinite(y[i]);
  }
}
