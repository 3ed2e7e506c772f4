package org.ebm4j.viz.canvas;

/// A filled disc with a rim centred on its edge.
public record Disc(double radius, Colour fill, Pen rim) {

  public static Disc of(double radius, Colour fill) {
    return new Disc(radius, fill, Pen.of(fill, 0));
  }
}
