package org.ebm4j.viz.figure;

import java.util.List;
import org.ebm4j.viz.canvas.Canvas;
import org.ebm4j.viz.canvas.Palette;
import org.ebm4j.viz.canvas.Ruler;
import org.ebm4j.viz.canvas.Type;

/// A figure's title, broken into lines that fit, at its top left.
record Heading(List<String> lines) {

  static final double MARGIN = 12;

  private static final Type TITLE = Type.of(15, Palette.INK).emphasised();
  private static final double LINE = 20;

  static Heading of(String title, int width, Ruler ruler) {
    return new Heading(ruler.wrapped(title, TITLE, width - 2 * MARGIN));
  }

  /// Where the heading ends.
  double bottom() {
    return 8 + LINE * lines.size();
  }

  void paint(Canvas canvas) {
    for (int i = 0; i < lines.size(); i++) {
      canvas.text(lines.get(i), MARGIN, 23 + LINE * i, TITLE);
    }
  }
}
