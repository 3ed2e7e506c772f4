package org.ebm4j.viz.canvas;

/// How a line is drawn.
///
/// @param width in CSS pixels
/// @param dash the length of a dash and of the gap after it; 0 is an unbroken line
public record Pen(Colour colour, double width, double dash) {

  public static Pen of(Colour colour, double width) {
    return new Pen(colour, width, 0);
  }

  public Pen dashed(double length) {
    return new Pen(colour, width, length);
  }
}
