package org.ebm4j.viz.canvas;

import java.awt.AWTError;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/// Draws into memory, without a screen, at a whole number of pixels for each CSS pixel.
public final class PixelCanvas implements Canvas {

  private final BufferedImage image;
  private final Graphics2D ink;

  /// A white surface of `width` × `height` CSS pixels.
  public PixelCanvas(int width, int height, int scale) {
    image = new BufferedImage(width * scale, height * scale, BufferedImage.TYPE_INT_RGB);
    ink = pen(image);
    ink.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    ink.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    ink.scale(scale, scale);
    fill(new Box(0, 0, width, height), Palette.PAPER);
  }

  private static Graphics2D pen(BufferedImage image) {
    try {
      return image.createGraphics();
    } catch (AWTError | NoClassDefFoundError e) {
      throw new IllegalStateException(
          "cannot draw: Java looked for the screen that DISPLAY=%s names and found none; figures need"
                  .formatted(System.getenv("DISPLAY"))
              + " no screen, so start Java with -Djava.awt.headless=true",
          e);
    }
  }

  /// Measures in the letters that these surfaces use.
  public static Ruler ruler() {
    return (text, type) -> Lettering.of(text).width(text, type.size(), type.bold());
  }

  /// What has been drawn so far.
  public Raster raster() {
    return new Raster(image);
  }

  @Override
  public void line(double[] x, double[] y, Pen pen) {
    stroke(path(x, y), pen);
  }

  @Override
  public void area(double[] x, double[] y, Colour fill) {
    Path2D path = path(x, y);
    path.closePath();
    paint(path, fill);
  }

  @Override
  public void fill(Box box, Colour fill) {
    paint(new Rectangle2D.Double(box.x(), box.y(), box.width(), box.height()), fill);
  }

  @Override
  public void disc(double x, double y, Disc disc) {
    double r = disc.radius();
    Shape circle = new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r);
    paint(circle, disc.fill());
    if (disc.rim().width() > 0) {
      stroke(circle, disc.rim());
    }
  }

  @Override
  public void text(String text, double x, double y, Type type) {
    Lettering lettering = Lettering.of(text);
    double width = lettering.width(text, type.size(), type.bold());
    double start =
        switch (type.anchor()) {
          case START -> x;
          case MIDDLE -> x - width / 2;
          case END -> x - width;
        };
    AffineTransform place = AffineTransform.getTranslateInstance(start, y);
    Shape outline = lettering.outline(text, type.size(), type.bold());
    paint(place.createTransformedShape(outline), type.colour());
  }

  @Override
  public void image(Raster raster, Box box, boolean crisp) {
    Object how =
        crisp
            ? RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR
            : RenderingHints.VALUE_INTERPOLATION_BILINEAR;
    ink.setRenderingHint(RenderingHints.KEY_INTERPOLATION, how);
    AffineTransform place = AffineTransform.getTranslateInstance(box.x(), box.y());
    place.scale(box.width() / raster.width(), box.height() / raster.height());
    ink.drawImage(raster.image(), place, null);
  }

  @Override
  public void clipped(Box box, Runnable strokes) {
    Shape before = ink.getClip();
    ink.clip(new Rectangle2D.Double(box.x(), box.y(), box.width(), box.height()));
    strokes.run();
    ink.setClip(before);
  }

  private void paint(Shape shape, Colour fill) {
    ink.setColor(new Color(fill.argb(), true));
    ink.fill(shape);
  }

  private void stroke(Shape shape, Pen pen) {
    float width = (float) pen.width();
    ink.setStroke(
        pen.dash() == 0
            ? new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
            : new BasicStroke(
                width,
                BasicStroke.CAP_BUTT,
                BasicStroke.JOIN_ROUND,
                1,
                new float[] {(float) pen.dash()},
                0));
    ink.setColor(new Color(pen.colour().argb(), true));
    ink.draw(shape);
  }

  private static Path2D path(double[] x, double[] y) {
    Path2D.Double path = new Path2D.Double();
    path.moveTo(x[0], y[0]);
    for (int i = 1; i < x.length; i++) {
      path.lineTo(x[i], y[i]);
    }
    return path;
  }
}
