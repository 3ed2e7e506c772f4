package org.ebm4j.viz.canvas;

/// A surface that a figure is drawn on. Later strokes cover earlier ones.
public sealed interface Canvas permits PixelCanvas, SvgCanvas {

  /// Joins the points `(x[i], y[i])` in their order; the last is not joined to the first.
  void line(double[] x, double[] y, Pen pen);

  /// Fills the polygon with the corners `(x[i], y[i])`, which closes itself.
  void area(double[] x, double[] y, Colour fill);

  /// Fills a rectangle.
  void fill(Box box, Colour fill);

  /// Fills a disc round (x, y) and draws its rim; a rim of width 0 is none.
  void disc(double x, double y, Disc disc);

  /// Writes one line of text with its baseline at y and its start, middle or end at x.
  void text(String text, double x, double y, Type type);

  /// Lays an image over the box: with hard pixel edges where `crisp`, else smoothed.
  void image(Raster image, Box box, boolean crisp);

  /// Draws only what falls inside the box.
  void clipped(Box box, Runnable strokes);
}
