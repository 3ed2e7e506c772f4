package org.ebm4j.viz.figure;

import java.util.ArrayList;
import java.util.List;
import org.ebm4j.viz.canvas.Box;
import org.ebm4j.viz.canvas.Canvas;
import org.ebm4j.viz.canvas.Colour;
import org.ebm4j.viz.canvas.Disc;
import org.ebm4j.viz.canvas.Palette;
import org.ebm4j.viz.canvas.Pen;
import org.ebm4j.viz.canvas.Ruler;
import org.ebm4j.viz.canvas.Type;
import org.ebm4j.viz.geometry.Numbers;
import org.ebm4j.viz.geometry.Ticks;

/// Lays out and draws a [BarChart].
final class BarChartPainter implements Painter {

  private static final Type NAME = Type.of(12.5, Palette.INK);
  private static final Type VALUE = Type.of(12.5, Palette.INK).emphasised();
  private static final Type TICK = Type.of(11, Palette.MUTED);
  private static final Type UNIT = Type.of(12, Palette.MUTED);
  private static final double THICK = 18;
  private static final double FLOOR_ROW = 16;
  private static final double GAP_FROM_END = 24;
  private static final Pen FLOOR = Pen.of(Palette.INK.faded(0.6), 1.3).dashed(4);

  /// A floor's label: its left end and the row in which it collides with no other.
  private record Tag(String text, double x, double width, int row) {}

  private final BarChart chart;
  private final Heading heading;
  private final boolean above; // names stand above their bars
  private final List<String> names = new ArrayList<>();
  private final Scale scale;
  private final Box plot;
  private final List<Tag> tags;

  BarChartPainter(BarChart chart, int width, Ruler ruler) {
    if (chart.bars().isEmpty()) {
      throw new IllegalArgumentException(
          "bar chart '%s' has no bars; add one with plus(Bar.of(name, value))"
              .formatted(chart.title()));
    }
    this.chart = chart;
    heading = Heading.of(chart.title(), width, ruler);
    double widestName = 0;
    double widestValue = 0;
    for (Bar bar : chart.bars()) {
      widestName = Math.max(widestName, ruler.width(bar.name(), NAME));
      widestValue = Math.max(widestValue, ruler.width(value(bar), VALUE));
    }
    above = width < 520 || widestName > 0.42 * width;
    double left = Heading.MARGIN + (above ? 0 : widestName + 12);
    double right = width - Heading.MARGIN - widestValue - 14;
    for (Bar bar : chart.bars()) {
      names.add(ruler.shortened(bar.name(), NAME, above ? width - 2 * Heading.MARGIN : widestName));
    }
    scale = scale(chart);
    tags = tags(ruler, left, right);
    int rows = 1 + tags.stream().mapToInt(Tag::row).max().orElse(-1);
    double top = heading.bottom() + 8 + FLOOR_ROW * rows;
    plot = new Box(left, top, right - left, pitch() * chart.bars().size() + 6);
  }

  private static Scale scale(BarChart chart) {
    Scale.Finder finder = new Scale.Finder(chart.axis());
    finder.see(0);
    for (Bar bar : chart.bars()) {
      finder.see(bar.value());
      finder.see(bar.low());
      finder.see(bar.high());
      bar.single().forEach(finder::see);
    }
    chart.floors().forEach(floor -> finder.see(floor.value()));
    return finder.scale(false);
  }

  private static String value(Bar bar) {
    return Numbers.brief(bar.value(), 3);
  }

  private double pitch() {
    return above ? 42 : 32;
  }

  /// Gives each floor's label the first row in which it touches no other.
  private List<Tag> tags(Ruler ruler, double left, double right) {
    List<Tag> placed = new ArrayList<>();
    for (Floor floor : chart.floors()) {
      String text = floor.label() + " " + Numbers.brief(floor.value(), 3);
      double wide = ruler.width(text, TICK);
      boolean finite = Double.isFinite(floor.value());
      double middle = finite ? left + (right - left) * scale.fraction(floor.value()) : left;
      double x = Math.clamp(middle - wide / 2, 4, Math.max(4, right + 50 - wide));
      int row = 0;
      while (collides(placed, x, wide, row)) {
        row++;
      }
      placed.add(new Tag(text, x, wide, row));
    }
    return placed;
  }

  private static boolean collides(List<Tag> placed, double x, double wide, int row) {
    return placed.stream()
        .filter(tag -> tag.row() == row)
        .anyMatch(tag -> x < tag.x() + tag.width() + 10 && tag.x() < x + wide + 10);
  }

  @Override
  public int height() {
    return (int) Math.ceil(plot.bottom() + 44);
  }

  private double x(double value) {
    return plot.x() + plot.width() * scale.fraction(value);
  }

  @Override
  public void paint(Canvas canvas) {
    heading.paint(canvas);
    axis(canvas);
    for (int i = 0; i < chart.bars().size(); i++) {
      bar(canvas, i);
    }
    floors(canvas);
    for (int i = 0; i < chart.bars().size(); i++) {
      whisker(canvas, i);
    }
  }

  private void axis(Canvas canvas) {
    Ticks ticks = scale.ticks(Math.max(2, (int) (plot.width() / 70)));
    double[] whole = {plot.y(), plot.bottom()};
    for (int i = 0; i < ticks.at().size(); i++) {
      double at = x(ticks.at().get(i));
      boolean zero = ticks.at().get(i) == 0;
      Pen pen = Pen.of(zero ? Palette.AXIS : Palette.GRID, 1);
      canvas.line(new double[] {at, at}, whole, pen);
      canvas.text(ticks.labels().get(i), at, plot.bottom() + 15, TICK.middle());
    }
    canvas.text(chart.axis().label(), plot.right(), plot.bottom() + 34, UNIT.end());
  }

  private void floors(Canvas canvas) {
    for (int i = 0; i < tags.size(); i++) {
      double at = x(chart.floors().get(i).value());
      double top = plot.y() - 4 - FLOOR_ROW * tags.get(i).row();
      if (Double.isFinite(at)) {
        canvas.line(
            new double[] {at, at}, new double[] {top, above ? plot.y() : plot.bottom()}, FLOOR);
        for (int k = 0; above && k < chart.bars().size(); k++) { // past the names
          double[] across = {middle(k) - THICK / 2 - 2, middle(k) + THICK / 2 + 2};
          canvas.line(new double[] {at, at}, across, FLOOR);
        }
      }
    }
    for (Tag tag : tags) { // over the lines of the rows above
      double base = plot.y() - 7 - FLOOR_ROW * tag.row();
      canvas.fill(new Box(tag.x() - 2, base - 11, tag.width() + 4, 14), Palette.PAPER);
      canvas.text(tag.text(), tag.x(), base, TICK);
    }
  }

  private double middle(int number) {
    return plot.y() + 3 + pitch() * (number + 0.5) + (above ? 9 : 0);
  }

  private void bar(Canvas canvas, int number) {
    Bar bar = chart.bars().get(number);
    double y = middle(number);
    canvas.text(value(bar), plot.right() + 10, y + 4.5, VALUE);
    if (above) {
      canvas.text(names.get(number), plot.x(), y - THICK / 2 - 5, NAME);
    } else {
      canvas.text(names.get(number), plot.x() - 10, y + 4.5, NAME.end());
    }
    if (Double.isFinite(bar.value())) {
      double base = x(Math.clamp(0, scale.from(), scale.to()));
      double end = x(Math.clamp(bar.value(), scale.from(), scale.to()));
      double left = Math.min(base, end);
      Box box = new Box(left, y - THICK / 2, Math.abs(end - base), THICK);
      canvas.fill(box, hue(number));
      if (bar.value() > scale.to()) {
        gap(canvas, end - GAP_FROM_END, y);
      }
    }
  }

  /// Where a bar is cut: a slanting strip of paper.
  private static void gap(Canvas canvas, double x, double y) {
    double half = THICK / 2 + 1;
    canvas.area(
        new double[] {x - 3, x + 3, x + 8, x + 2},
        new double[] {y + half, y - half, y - half, y + half},
        Palette.PAPER);
  }

  private Colour hue(int number) {
    int own = chart.bars().get(number).hue();
    return Palette.series(own < 0 ? number : own);
  }

  private void whisker(Canvas canvas, int number) {
    Bar bar = chart.bars().get(number);
    double y = middle(number);
    if (Double.isFinite(bar.low() + bar.high()) && bar.low() < bar.high()) {
      double[] ends = {x(bar.low()), x(bar.high())};
      Pen pen = Pen.of(Palette.INK, 1.4);
      canvas.line(ends, new double[] {y, y}, pen);
      for (double end : ends) {
        canvas.line(new double[] {end, end}, new double[] {y - 5, y + 5}, pen);
      }
    }
    for (double single : bar.single()) {
      if (Double.isFinite(single)) {
        canvas.disc(x(single), y, new Disc(2.7, Palette.PAPER, Pen.of(Palette.INK, 1.2)));
      }
    }
  }
}
