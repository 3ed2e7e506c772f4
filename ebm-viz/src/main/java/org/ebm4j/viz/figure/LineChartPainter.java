package org.ebm4j.viz.figure;

import java.util.ArrayList;
import java.util.Arrays;
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
import org.ebm4j.viz.geometry.Spread;
import org.ebm4j.viz.geometry.Thinning;

/// Lays out and draws a [LineChart].
final class LineChartPainter implements Painter {

  private static final Type LABEL = Type.of(12, Palette.INK);
  private static final double LABEL_GAP = 16;
  private static final int FEW_POINTS = 40; // marked one by one

  /// What a name at the end of a line says, and where it would like to stand.
  private record Tag(String text, double y, Pen pen) {}

  private final LineChart chart;
  private final int width;
  private final Ruler ruler;
  private final Heading heading;
  private final boolean aside; // names stand beside the lines' ends
  private final Legend legend;
  private final Frame frame;
  private final boolean nothing;

  LineChartPainter(LineChart chart, int width, Ruler ruler) {
    if (chart.series().isEmpty()) {
      throw new IllegalArgumentException(
          "line chart '%s' has no series; add one with plus(Series.of(name, x, y))"
              .formatted(chart.title()));
    }
    this.chart = chart;
    this.width = width;
    this.ruler = ruler;
    heading = Heading.of(chart.title(), width, ruler);
    Scale.Finder xs = new Scale.Finder(chart.x());
    Scale.Finder ys = new Scale.Finder(chart.y());
    for (Series series : chart.series()) {
      xs.see(series.x());
      ys.see(series.y());
      ys.see(series.low());
      ys.see(series.high());
    }
    nothing = xs.sawNothing() || ys.sawNothing();
    chart.floors().forEach(floor -> ys.see(floor.value()));
    double names = widestTag() + 30;
    aside = width >= 520 && names <= 0.36 * width;
    legend = aside ? Legend.none() : Legend.of(entries(), width, ruler);
    double top = heading.bottom() + legend.height() + 26;
    double tall = Math.clamp(Math.round(0.42 * width), 190, 300);
    frame =
        Frame.of(
            new Frame.Room(top, tall, width - (aside ? names : Heading.MARGIN)),
            List.of(chart.x(), chart.y()),
            List.of(xs.scale(false), ys.scale(true)),
            ruler);
  }

  private double widestTag() {
    double widest = 0;
    for (Series series : chart.series()) {
      widest = Math.max(widest, ruler.width(series.name(), LABEL));
    }
    for (Floor floor : chart.floors()) {
      widest = Math.max(widest, ruler.width(words(floor), LABEL));
    }
    return widest;
  }

  private static String words(Floor floor) {
    return floor.label() + " " + Numbers.brief(floor.value(), 3);
  }

  private List<Legend.Entry> entries() {
    List<Legend.Entry> entries = new ArrayList<>();
    for (int i = 0; i < chart.series().size(); i++) {
      entries.add(Legend.line(chart.series().get(i).name(), pen(i)));
    }
    for (Floor floor : chart.floors()) {
      entries.add(Legend.line(words(floor), FLOOR));
    }
    return entries;
  }

  static final Pen FLOOR = Pen.of(Palette.MUTED, 1.3).dashed(4);

  private Pen pen(int number) {
    boolean repeated = chart.series().get(number).hueAt(number) >= Palette.HUES;
    return Pen.of(hue(number), 2).dashed(repeated ? 7 : 0);
  }

  private Colour hue(int number) {
    return Palette.series(chart.series().get(number).hueAt(number));
  }

  Frame frame() {
    return frame;
  }

  @Override
  public int height() {
    return (int) Math.ceil(frame.bottom());
  }

  @Override
  public void paint(Canvas canvas) {
    heading.paint(canvas);
    legend.paint(canvas, heading.bottom());
    frame.paint(canvas);
    Box plot = frame.plot();
    if (nothing) {
      double middle = plot.x() + plot.width() / 2;
      Type type = Type.of(13, Palette.MUTED).middle();
      canvas.text(
          "nothing to draw: no value is finite", middle, plot.y() + plot.height() / 2, type);
      return;
    }
    canvas.clipped(plot.inset(-4), () -> inside(canvas));
    if (aside) {
      tags(canvas);
    }
  }

  private void inside(Canvas canvas) {
    Box plot = frame.plot();
    for (Floor floor : chart.floors()) {
      if (Double.isFinite(floor.value())) {
        double y = frame.y(floor.value());
        canvas.line(new double[] {plot.x(), plot.right()}, new double[] {y, y}, FLOOR);
      }
    }
    for (int i = 0; i < chart.series().size(); i++) {
      band(canvas, chart.series().get(i), hue(i).faded(0.18));
    }
    for (int i = 0; i < chart.series().size(); i++) {
      line(canvas, chart.series().get(i), pen(i));
    }
  }

  private void band(Canvas canvas, Series series, Colour fill) {
    if (series.low().length == 0) {
      return;
    }
    double[] x = frame.xs(series.x());
    double[] low = frame.ys(series.low());
    double[] high = frame.ys(series.high());
    for (int[] run : runs(x, low, high)) {
      int n = run[1] - run[0];
      double[] outlineX = new double[2 * n];
      double[] outlineY = new double[2 * n];
      for (int i = 0; i < n; i++) {
        outlineX[i] = outlineX[2 * n - 1 - i] = x[run[0] + i];
        outlineY[i] = high[run[0] + i];
        outlineY[2 * n - 1 - i] = low[run[0] + i];
      }
      canvas.area(outlineX, outlineY, fill);
    }
  }

  private void line(Canvas canvas, Series series, Pen pen) {
    double[] x = frame.xs(series.x());
    double[] y = frame.ys(series.y());
    boolean marked = x.length <= FEW_POINTS;
    for (int[] run : runs(x, y, y)) {
      double[] runX = Arrays.copyOfRange(x, run[0], run[1]);
      double[] runY = Arrays.copyOfRange(y, run[0], run[1]);
      int[] kept = Thinning.columns(runX, runY);
      double[] keptX = Arrays.stream(kept).mapToDouble(i -> runX[i]).toArray();
      double[] keptY = Arrays.stream(kept).mapToDouble(i -> runY[i]).toArray();
      if (kept.length > 1) {
        canvas.line(keptX, keptY, pen);
      }
      for (int i = 0; i < kept.length && (marked || kept.length == 1); i++) {
        canvas.disc(keptX[i], keptY[i], Disc.of(2.6, pen.colour()));
      }
    }
  }

  /// The longest stretches [from, to) in which all three are finite.
  private static List<int[]> runs(double[] x, double[] a, double[] b) {
    List<int[]> runs = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= x.length; i++) {
      boolean finite = i < x.length && Double.isFinite(x[i] + a[i] + b[i]);
      if (finite && start < 0) {
        start = i;
      } else if (!finite && start >= 0) {
        runs.add(new int[] {start, i});
        start = -1;
      }
    }
    return runs;
  }

  private void tags(Canvas canvas) {
    Box plot = frame.plot();
    List<Tag> tags = new ArrayList<>();
    for (int i = 0; i < chart.series().size(); i++) {
      Series series = chart.series().get(i);
      int last = series.lastFinite();
      double y = last < 0 ? plot.bottom() : frame.y(series.y()[last]);
      tags.add(new Tag(series.name(), y, pen(i)));
    }
    for (Floor floor : chart.floors()) {
      double y = Double.isFinite(floor.value()) ? frame.y(floor.value()) : plot.bottom();
      tags.add(new Tag(words(floor), y, FLOOR));
    }
    double[] wishes =
        tags.stream().mapToDouble(t -> Math.clamp(t.y(), plot.y(), plot.bottom())).toArray();
    double[] placed = Spread.apart(wishes, LABEL_GAP, plot.y() + 2, plot.bottom() + 2);
    for (int i = 0; i < placed.length; i++) {
      double from = plot.right() + 5;
      canvas.line(
          new double[] {from, from + 6, from + 12, from + 16},
          new double[] {wishes[i], wishes[i], placed[i], placed[i]},
          tags.get(i).pen());
      canvas.text(
          ruler.shortened(tags.get(i).text(), LABEL, width - from - 22),
          from + 20,
          placed[i] + 4,
          LABEL);
    }
  }
}
