package org.ebm4j.viz.canvas;

/// A rectangle: its left top corner and its extent.
public record Box(double x, double y, double width, double height) {

  public double right() {
    return x + width;
  }

  public double bottom() {
    return y + height;
  }

  /// The same rectangle with a margin of `by` removed on every side (added where negative).
  public Box inset(double by) {
    return new Box(x + by, y + by, width - 2 * by, height - 2 * by);
  }
}
