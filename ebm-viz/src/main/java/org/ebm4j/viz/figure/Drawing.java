package org.ebm4j.viz.figure;

import org.ebm4j.viz.canvas.PixelCanvas;
import org.ebm4j.viz.canvas.Ruler;
import org.ebm4j.viz.canvas.SvgCanvas;

/// Brings a figure, its painter and a surface together.
final class Drawing {

  private static final int SCALE = 2;
  private static final int LEAST_WIDTH = 240;

  private Drawing() {}

  static byte[] png(Figure figure) {
    Painter painter = painter(figure, Figure.WIDE, PixelCanvas.ruler());
    PixelCanvas canvas = new PixelCanvas(Figure.WIDE, painter.height(), SCALE);
    painter.paint(canvas);
    return canvas.raster().png();
  }

  static String svg(Figure figure, int width) {
    if (width < LEAST_WIDTH) {
      throw new IllegalArgumentException(
          "%s: asked for an SVG %d pixels wide; the layout needs at least %d"
              .formatted(figure.title(), width, LEAST_WIDTH));
    }
    Painter painter = painter(figure, width, SvgCanvas.ruler());
    SvgCanvas canvas = new SvgCanvas(width, painter.height(), figure.alt());
    painter.paint(canvas);
    return canvas.svg();
  }

  private static Painter painter(Figure figure, int width, Ruler ruler) {
    return switch (figure) {
      case LineChart chart -> new LineChartPainter(chart, width, ruler);
      case BarChart chart -> new BarChartPainter(chart, width, ruler);
      case Landscape landscape -> new LandscapePainter(landscape, width, ruler);
      case ImageGrid grid -> new ImageGridPainter(grid, width, ruler);
    };
  }
}
