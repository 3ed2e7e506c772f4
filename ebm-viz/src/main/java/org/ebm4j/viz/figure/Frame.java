package org.ebm4j.viz.figure;

import java.util.Arrays;
import java.util.List;
import org.ebm4j.viz.canvas.Box;
import org.ebm4j.viz.canvas.Canvas;
import org.ebm4j.viz.canvas.Palette;
import org.ebm4j.viz.canvas.Pen;
import org.ebm4j.viz.canvas.Ruler;
import org.ebm4j.viz.canvas.Type;
import org.ebm4j.viz.geometry.Ticks;

/// The plot's rectangle with two axes: grid, ticks and labels, and the way from values to the
/// surface.
final class Frame {

  private static final Type TICK = Type.of(11, Palette.MUTED);
  private static final Type NAME = Type.of(12, Palette.MUTED);

  /// What is left for the plot: its top and height, and the right end of its x axis.
  record Room(double top, double height, double right) {}

  private final Box plot;
  private final Axis x;
  private final Axis y;
  private final Scale acrossScale;
  private final Scale upScale;
  private final Ticks across;
  private final Ticks up;

  private Frame(Box plot, List<Axis> axes, List<Scale> scales, List<Ticks> ticks) {
    this.plot = plot;
    x = axes.get(0);
    y = axes.get(1);
    acrossScale = scales.get(0);
    upScale = scales.get(1);
    across = ticks.get(0);
    up = ticks.get(1);
  }

  /// @param axes x, then y
  /// @param scales x, then y
  static Frame of(Room room, List<Axis> axes, List<Scale> scales, Ruler ruler) {
    Ticks up = scales.get(1).ticks(Math.max(2, (int) (room.height() / 44)));
    double widest = 0;
    for (String label : up.labels()) {
      widest = Math.max(widest, ruler.width(label, TICK));
    }
    double left = Heading.MARGIN + widest + 8;
    Box plot = new Box(left, room.top(), room.right() - left, room.height());
    Ticks across = scales.get(0).ticks(Math.max(2, (int) (plot.width() / 58)));
    return new Frame(plot, axes, scales, List.of(across, up));
  }

  Box plot() {
    return plot;
  }

  /// Where the x axis with its label ends.
  double bottom() {
    return plot.bottom() + 46;
  }

  double x(double value) {
    return plot.x() + plot.width() * acrossScale.fraction(value);
  }

  double y(double value) {
    return plot.bottom() - plot.height() * upScale.fraction(value);
  }

  double[] xs(double[] values) {
    return Arrays.stream(values).map(this::x).toArray();
  }

  double[] ys(double[] values) {
    return Arrays.stream(values).map(this::y).toArray();
  }

  void paint(Canvas canvas) {
    canvas.text(y.label(), Heading.MARGIN, plot.y() - 11, NAME);
    for (int i = 0; i < up.at().size(); i++) {
      double at = y(up.at().get(i));
      double[] level = {at, at};
      canvas.line(new double[] {plot.x(), plot.right()}, level, Pen.of(Palette.GRID, 1));
      canvas.text(up.labels().get(i), plot.x() - 7, at + 4, TICK.end());
    }
    double[] base = {plot.bottom(), plot.bottom()};
    canvas.line(new double[] {plot.x(), plot.right()}, base, Pen.of(Palette.AXIS, 1));
    for (int i = 0; i < across.at().size(); i++) {
      double at = x(across.at().get(i));
      double[] notch = {plot.bottom(), plot.bottom() + 4};
      canvas.line(new double[] {at, at}, notch, Pen.of(Palette.AXIS, 1));
      canvas.text(across.labels().get(i), at, plot.bottom() + 17, TICK.middle());
    }
    canvas.text(x.label(), plot.right(), plot.bottom() + 36, NAME.end());
  }
}
