package org.ebm4j.viz.figure;

import java.util.ArrayList;
import java.util.List;
import org.ebm4j.viz.canvas.Canvas;
import org.ebm4j.viz.canvas.Palette;
import org.ebm4j.viz.canvas.Pen;
import org.ebm4j.viz.canvas.Ruler;
import org.ebm4j.viz.canvas.Type;

/// Marks and their names in rows under the heading.
final class Legend {

  private static final Type NAME = Type.of(12, Palette.INK);
  private static final double ROW = 19;
  private static final double MARK = 22;
  private static final double GAP = 16;

  /// Draws a mark of [#MARK] pixels' width whose left middle is given.
  @FunctionalInterface
  interface Mark {
    void paint(Canvas canvas, double x, double y);
  }

  record Entry(String name, Mark mark) {}

  private record Placed(Entry entry, double x, int row) {}

  private final List<Placed> entries;

  private Legend(List<Placed> entries) {
    this.entries = entries;
  }

  static Legend none() {
    return new Legend(List.of());
  }

  static Legend of(List<Entry> entries, int width, Ruler ruler) {
    List<Placed> placed = new ArrayList<>();
    double x = Heading.MARGIN;
    int row = 0;
    for (Entry entry : entries) {
      double room = width - 2 * Heading.MARGIN - MARK - 6;
      String name = ruler.shortened(entry.name(), NAME, room);
      double wide = MARK + 6 + ruler.width(name, NAME);
      if (x > Heading.MARGIN && x + wide > width - Heading.MARGIN) {
        x = Heading.MARGIN;
        row++;
      }
      placed.add(new Placed(new Entry(name, entry.mark()), x, row));
      x += wide + GAP;
    }
    return new Legend(placed);
  }

  static Entry line(String name, Pen pen) {
    return new Entry(
        name, (canvas, x, y) -> canvas.line(new double[] {x, x + MARK}, new double[] {y, y}, pen));
  }

  double height() {
    return entries.isEmpty() ? 0 : 6 + ROW * (entries.getLast().row() + 1);
  }

  void paint(Canvas canvas, double top) {
    for (Placed placed : entries) {
      double middle = top + 6 + ROW * (placed.row() + 0.5);
      placed.entry().mark().paint(canvas, placed.x(), middle);
      canvas.text(placed.entry().name(), placed.x() + MARK + 6, middle + 4, NAME);
    }
  }
}
