package org.ebm4j.viz.figure;

import org.ebm4j.viz.geometry.Ticks;

/// An axis with its ends settled: turns values into fractions of the way along it.
record Scale(boolean log, double from, double to) {

  private static final double PADDING = 0.05;

  /// Where `value` lies: 0 at the lower end, 1 at the upper, beyond them outside; far below on a
  /// log axis where it is not positive.
  double fraction(double value) {
    if (!log) {
      return (value - from) / (to - from);
    }
    return value > 0 ? Math.log(value / from) / Math.log(to / from) : -0.1;
  }

  Ticks ticks(int most) {
    return log ? Ticks.logarithmic(from, to, most) : Ticks.linear(from, to, most);
  }

  /// Finds the least and the greatest of what an axis must show.
  static final class Finder {
    private final Axis axis;
    private double least = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;

    Finder(Axis axis) {
      this.axis = axis;
    }

    void see(double value) {
      if (Double.isFinite(value) && (!axis.log() || value > 0)) {
        least = Math.min(least, value);
        greatest = Math.max(greatest, value);
      }
    }

    void see(double[] values) {
      for (double value : values) {
        see(value);
      }
    }

    boolean sawNothing() {
      return least > greatest;
    }

    /// The scale that shows all, with room at the ends where `padded`; [0, 1] (or [.1, 1]) where
    /// nothing was seen.
    Scale scale(boolean padded) {
      double low = sawNothing() ? (axis.log() ? 0.1 : 0) : least;
      double high = sawNothing() ? 1 : greatest;
      if (axis.log()) {
        double factor = low == high ? 3 : padded ? Math.pow(high / low, PADDING) : 1;
        return ends(Math.max(low / factor, Double.MIN_NORMAL), high * factor);
      }
      double room =
          low == high ? Math.max(0.5, Math.abs(low) * 0.1) : padded ? (high - low) * PADDING : 0;
      boolean nearZero = low >= 0 && low < 0.4 * high && padded;
      return ends(nearZero ? 0 : low - room, high + room);
    }

    private Scale ends(double low, double high) {
      double from =
          Double.isNaN(axis.from()) ? Math.min(low, capped(axis.to(), high)) : axis.from();
      double to =
          Double.isNaN(axis.to()) ? Math.max(high, from + Math.abs(from) * 1e-3) : axis.to();
      return new Scale(axis.log(), from, to > from ? to : from + 1);
    }

    private static double capped(double fixed, double otherwise) {
      return Double.isNaN(fixed) ? otherwise : fixed * (fixed > 0 ? 0.5 : 2);
    }
  }
}
