package org.ebm4j.viz.figure;

import java.util.ArrayList;
import java.util.List;
import org.ebm4j.viz.canvas.Box;
import org.ebm4j.viz.canvas.Canvas;
import org.ebm4j.viz.canvas.Colour;
import org.ebm4j.viz.canvas.Palette;
import org.ebm4j.viz.canvas.Pen;
import org.ebm4j.viz.canvas.Raster;
import org.ebm4j.viz.canvas.Ruler;
import org.ebm4j.viz.canvas.Type;

/// Lays out and draws an [ImageGrid]: one sharp strip for each row, broken into blocks of columns
/// where they do not fit.
final class ImageGridPainter implements Painter {

  private static final Type LABEL = Type.of(12.5, Palette.INK);
  private static final int UNKNOWN = 0xFFCFE3F3;
  private static final int CLEAR = 0;
  private static final Pen OUTLINE = Pen.of(Colour.fixed(0x0072b2), 1.4);
  private static final double ROW_GAP = 8;
  private static final double BLOCK_GAP = 18;

  private final ImageGrid grid;
  private final Heading heading;
  private final boolean above; // labels stand above their rows
  private final double left;
  private final int zoom; // CSS pixels of one image pixel
  private final int columns; // images beside each other
  private final List<String> labels = new ArrayList<>();

  ImageGridPainter(ImageGrid grid, int width, Ruler ruler) {
    if (grid.rows().isEmpty()) {
      throw new IllegalArgumentException(
          "image grid '%s' has no rows; add one with plus(Row.of(label, images))"
              .formatted(grid.title()));
    }
    this.grid = grid;
    heading = Heading.of(grid.title(), width, ruler);
    double widest = 0;
    for (ImageGrid.Row row : grid.rows()) {
      widest = Math.max(widest, ruler.width(row.label(), LABEL));
    }
    above = width < 520 || widest > 0.3 * width;
    left = Heading.MARGIN + (above ? 0 : widest + 14);
    double room = width - left - Heading.MARGIN;
    for (ImageGrid.Row row : grid.rows()) {
      labels.add(ruler.shortened(row.label(), LABEL, width - 2 * Heading.MARGIN));
    }
    int most = most();
    int fitting = (int) (room / span(most));
    int least =
        Math.max(1, (24 + grid.width() - 1) / grid.width()); // images no smaller than 24 CSS pixels
    zoom = Math.clamp(fitting, least, Math.max(least, 56 / grid.width()));
    columns = Math.clamp((int) ((room / zoom + gap()) / (grid.width() + gap())), 1, most);
  }

  private int most() {
    return grid.rows().stream().mapToInt(row -> row.images().size()).max().orElse(1);
  }

  /// Between two images, in image pixels.
  private int gap() {
    return Math.max(1, grid.width() / 8);
  }

  /// Width of a strip of images with gaps between them, in image pixels.
  private int span(int images) {
    return images * (grid.width() + gap()) - gap();
  }

  private int blocks() {
    return (most() + columns - 1) / columns;
  }

  private double pitch() {
    return grid.height() * zoom + ROW_GAP + (above ? 18 : 0);
  }

  private double blockHeight() {
    return pitch() * grid.rows().size();
  }

  @Override
  public int height() {
    return (int)
        Math.ceil(
            heading.bottom() + 10 + blocks() * blockHeight() + (blocks() - 1) * BLOCK_GAP + 4);
  }

  @Override
  public void paint(Canvas canvas) {
    heading.paint(canvas);
    for (int block = 0; block < blocks(); block++) {
      double top = Math.ceil(heading.bottom() + 10 + block * (blockHeight() + BLOCK_GAP));
      for (int r = 0; r < grid.rows().size(); r++) {
        row(canvas, r, block * columns, top + r * pitch());
      }
    }
  }

  private void row(Canvas canvas, int number, int first, double top) {
    ImageGrid.Row row = grid.rows().get(number);
    int count = Math.min(columns, row.images().size() - first);
    if (count <= 0) {
      return;
    }
    double y = top + (above ? 18 : 0);
    double high = grid.height() * zoom;
    if (above) {
      canvas.text(labels.get(number), Heading.MARGIN, y - 5, LABEL);
    } else {
      canvas.text(labels.get(number), left - 14, y + high / 2 + 4.5, LABEL.end());
    }
    double x = Math.ceil(left);
    canvas.image(strip(row, first, count), new Box(x, y, span(count) * zoom, high), true);
    for (int i = 0; i < count; i++) {
      double at = x + i * (grid.width() + gap()) * zoom;
      frame(canvas, new Box(at, y, grid.width() * zoom, high));
      if (!row.marked().isEmpty()) {
        outline(canvas, row.marked().get(first + i), at, y);
      }
    }
  }

  private Raster strip(ImageGrid.Row row, int first, int count) {
    int wide = grid.width() + gap();
    return Raster.of(
        span(count),
        grid.height(),
        (px, py) -> {
          int column = px % wide;
          return column >= grid.width()
              ? CLEAR
              : grey(row.images().get(first + px / wide)[py * grid.width() + column]);
        });
  }

  private int grey(float value) {
    if (!Float.isFinite(value)) {
      return UNKNOWN;
    }
    double darkness = Math.clamp((value - grid.paper()) / (grid.ink() - grid.paper()), 0.0, 1.0);
    int level = (int) Math.round(255 * (1 - darkness));
    return 0xFF000000 | level << 16 | level << 8 | level;
  }

  private static void frame(Canvas canvas, Box box) {
    double[] x = {box.x(), box.right(), box.right(), box.x(), box.x()};
    double[] y = {box.y(), box.y(), box.bottom(), box.bottom(), box.y()};
    canvas.line(x, y, Pen.of(Palette.AXIS, 0.75));
  }

  /// Draws the edges between marked pixels and others, those in one line as one.
  private void outline(Canvas canvas, boolean[] mask, double x, double y) {
    for (int row = 0; row <= grid.height(); row++) {
      int start = 0;
      for (int column = 0; column <= grid.width(); column++) {
        if (marked(mask, row, column) == marked(mask, row - 1, column)) {
          edge(canvas, x + start * zoom, y + row * zoom, (column - start) * zoom, 0);
          start = column + 1;
        }
      }
    }
    for (int column = 0; column <= grid.width(); column++) {
      int start = 0;
      for (int row = 0; row <= grid.height(); row++) {
        if (marked(mask, row, column) == marked(mask, row, column - 1)) {
          edge(canvas, x + column * zoom, y + start * zoom, 0, (row - start) * zoom);
          start = row + 1;
        }
      }
    }
  }

  private static void edge(Canvas canvas, double x, double y, double right, double down) {
    if (right + down > 0) {
      canvas.line(new double[] {x, x + right}, new double[] {y, y + down}, OUTLINE);
    }
  }

  private boolean marked(boolean[] mask, int row, int column) {
    boolean inside = row >= 0 && row < grid.height() && column >= 0 && column < grid.width();
    return inside && mask[row * grid.width() + column];
  }
}
