package org.ebm4j.viz.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ebm4j.viz.canvas.Box;
import org.ebm4j.viz.canvas.Canvas;
import org.ebm4j.viz.canvas.Colour;
import org.ebm4j.viz.canvas.Disc;
import org.ebm4j.viz.canvas.EnergyColours;
import org.ebm4j.viz.canvas.Palette;
import org.ebm4j.viz.canvas.Pen;
import org.ebm4j.viz.canvas.Raster;
import org.ebm4j.viz.canvas.Ruler;
import org.ebm4j.viz.canvas.Type;
import org.ebm4j.viz.geometry.Contours;
import org.ebm4j.viz.geometry.Ticks;

/// Lays out and draws a [Landscape].
final class LandscapePainter implements Painter {

  private static final Type TICK = Type.of(11, Palette.MUTED);
  private static final double BAR = 14; // width of the colour bar
  private static final int MOST_POINTS = 1500; // of one cloud
  private static final int LEVELS = 9;
  private static final double TALLEST = 560; // the plot, in CSS pixels
  private static final int HOLE = 0xFFC9CDD2;
  private static final List<Colour> CLOUDS =
      List.of(Palette.WHITE, Palette.ORANGE, Colour.fixed(0x56b4e9));
  private static final Pen UNDER = Pen.of(Palette.BLACK.faded(0.55), 4);
  private static final Pen TRACK = Pen.of(Colour.fixed(0xff6b4a), 2);

  private final Landscape landscape;
  private final boolean narrow;
  private final Heading heading;
  private final Legend legend;
  private final Box plot;
  private final Scale xs;
  private final Scale ys;
  private final Scale colours;
  private final double end; // of the colour bar's labels
  private final boolean clipped; // values above the palest colour exist
  private final boolean nothing;

  LandscapePainter(Landscape landscape, int width, Ruler ruler) {
    this.landscape = landscape;
    narrow = width < 520;
    heading = Heading.of(landscape.title(), width, ruler);
    legend = Legend.of(entries(), width, ruler);
    Field.Area area = landscape.field().area();
    xs = new Scale(false, area.left(), area.right());
    ys = new Scale(false, area.bottom(), area.top());
    double[] spread = landscape.spread();
    nothing = spread.length == 0;
    colours = nothing ? new Scale(false, 0, 1) : colours(landscape, spread);
    clipped = !nothing && spread[2] > colours.to();
    double left = Heading.MARGIN + widest(ys.ticks(8), ruler) + 8;
    double right = width - Heading.MARGIN - widest(colours.ticks(LEVELS), ruler) - BAR - 24;
    double room = right - left;
    double shape = Math.clamp((area.top() - area.bottom()) / (area.right() - area.left()), 0.5, 2);
    double wide = Math.floor(Math.min(room, TALLEST / shape));
    end = left + wide + 16 + BAR + 8 + widest(colours.ticks(LEVELS), ruler);
    plot =
        new Box(
            Math.ceil(left),
            Math.ceil(heading.bottom() + legend.height() + 26),
            wide,
            Math.floor(wide * shape));
  }

  private static double widest(Ticks ticks, Ruler ruler) {
    return ticks.labels().stream().mapToDouble(label -> ruler.width(label, TICK)).max().orElse(0);
  }

  private static Scale colours(Landscape landscape, double[] spread) {
    double from = Double.isNaN(landscape.from()) ? spread[0] : landscape.from();
    double high = spread[1] > from ? spread[1] : spread[2];
    double to = Double.isNaN(landscape.to()) ? high : landscape.to();
    return new Scale(false, from, to > from ? to : from + Math.max(1, Math.abs(from) * 1e-3));
  }

  private List<Legend.Entry> entries() {
    List<Legend.Entry> entries = new ArrayList<>();
    for (int i = 0; i < landscape.clouds().size(); i++) {
      Points cloud = landscape.clouds().get(i);
      Disc disc = disc(i, 1);
      String name = cloud.name();
      if (cloud.count() > MOST_POINTS) {
        name += " (" + shown(cloud) + " of " + cloud.count() + ")";
      }
      entries.add(new Legend.Entry(name, (canvas, x, y) -> canvas.disc(x + 11, y, disc)));
    }
    Set<String> names = new LinkedHashSet<>();
    landscape.paths().forEach(path -> names.add(path.name()));
    for (String name : names) {
      entries.add(
          new Legend.Entry(
              name, (c, x, y) -> track(c, new double[] {x + 2, x + 20}, new double[] {y, y})));
    }
    return entries;
  }

  /// Smaller where there are many or little room.
  private Disc disc(int cloud, int count) {
    double size = (count > 400 ? 0.72 : 1) * (narrow ? 0.66 : 1);
    Colour fill = CLOUDS.get(cloud % CLOUDS.size());
    return new Disc(2.9 * size, fill, Pen.of(Palette.BLACK, 0.9 * size));
  }

  private static int every(Points cloud) {
    return (cloud.count() + MOST_POINTS - 1) / MOST_POINTS;
  }

  private static int shown(Points cloud) {
    return (cloud.count() + every(cloud) - 1) / every(cloud);
  }

  Box plot() {
    return plot;
  }

  @Override
  public int height() {
    return (int) Math.ceil(plot.bottom() + 28);
  }

  private double x(double value) {
    return plot.x() + plot.width() * xs.fraction(value);
  }

  private double y(double value) {
    return plot.bottom() - plot.height() * ys.fraction(value);
  }

  @Override
  public void paint(Canvas canvas) {
    heading.paint(canvas);
    legend.paint(canvas, heading.bottom());
    axes(canvas);
    canvas.image(heat(), plot, false);
    if (nothing) {
      double middle = plot.x() + plot.width() / 2;
      Type type = Type.of(13, Palette.BLACK).middle();
      canvas.text(
          "nothing to draw: no value is finite", middle, plot.y() + plot.height() / 2, type);
    }
    canvas.clipped(plot, () -> inside(canvas));
    colourBar(canvas);
  }

  private void axes(Canvas canvas) {
    Ticks across = xs.ticks(Math.max(2, (int) (plot.width() / 70)));
    for (int i = 0; i < across.at().size(); i++) {
      double at = x(across.at().get(i));
      canvas.line(
          new double[] {at, at},
          new double[] {plot.bottom(), plot.bottom() + 4},
          Pen.of(Palette.AXIS, 1));
      canvas.text(across.labels().get(i), at, plot.bottom() + 17, TICK.middle());
    }
    Ticks up = ys.ticks(Math.max(2, (int) (plot.height() / 60)));
    for (int i = 0; i < up.at().size(); i++) {
      double at = y(up.at().get(i));
      canvas.line(
          new double[] {plot.x() - 4, plot.x()}, new double[] {at, at}, Pen.of(Palette.AXIS, 1));
      canvas.text(up.labels().get(i), plot.x() - 7, at + 4, TICK.end());
    }
  }

  /// The field at one pixel for each CSS pixel, its nodes on the edges of the plot.
  private Raster heat() {
    Field field = landscape.field();
    int wide = (int) plot.width();
    int high = (int) plot.height();
    return Raster.of(
        wide,
        high,
        (px, py) -> {
          double column = (px + 0.5) / wide * (field.columns() - 1);
          double row = (high - py - 0.5) / high * (field.rows() - 1);
          double value = field.between(column, row);
          return Double.isNaN(value) ? HOLE : EnergyColours.argb(colours.fraction(value));
        });
  }

  private void inside(Canvas canvas) {
    if (!nothing) {
      contours(canvas);
    }
    for (int i = 0; i < landscape.clouds().size(); i++) {
      Points cloud = landscape.clouds().get(i);
      Disc disc = disc(i, cloud.count());
      double[] px = cloud.x();
      double[] py = cloud.y();
      for (int k = 0; k < px.length; k += every(cloud)) {
        if (Double.isFinite(px[k] + py[k])) {
          canvas.disc(x(px[k]), y(py[k]), disc);
        }
      }
    }
    for (Points path : landscape.paths()) {
      path(canvas, path);
    }
  }

  private void contours(Canvas canvas) {
    Field field = landscape.field();
    double[] values = field.values();
    for (double level : colours.ticks(LEVELS).at()) {
      Pen pen = contour(level);
      for (Contours.Line line : Contours.at(level, field.columns(), field.rows(), values)) {
        int n = line.column().length;
        double[] px = new double[n];
        double[] py = new double[n];
        for (int i = 0; i < n; i++) {
          px[i] = plot.x() + plot.width() * line.column()[i] / (field.columns() - 1);
          py[i] = plot.bottom() - plot.height() * line.row()[i] / (field.rows() - 1);
        }
        canvas.line(px, py, pen);
      }
    }
  }

  /// Light lines on the dark half of the colours, dark ones on the light half.
  private Pen contour(double level) {
    boolean dark = colours.fraction(level) < 0.45;
    return Pen.of(dark ? Palette.WHITE.faded(0.4) : Palette.BLACK.faded(0.32), 0.9);
  }

  /// Draws the path up to its first point that is not finite.
  private void path(Canvas canvas, Points path) {
    double[] px = path.x();
    double[] py = path.y();
    int n = 0;
    while (n < px.length && Double.isFinite(px[n] + py[n])) {
      px[n] = x(px[n]);
      py[n] = y(py[n]);
      n++;
    }
    if (n > 0) {
      track(canvas, Arrays.copyOf(px, n), Arrays.copyOf(py, n));
    }
  }

  private static void track(Canvas canvas, double[] x, double[] y) {
    canvas.line(x, y, UNDER);
    canvas.line(x, y, TRACK);
    int last = x.length - 1;
    canvas.disc(x[0], y[0], new Disc(3.4, Palette.WHITE, Pen.of(TRACK.colour(), 1.8)));
    canvas.disc(x[last], y[last], new Disc(4.2, TRACK.colour(), Pen.of(Palette.WHITE, 1.3)));
  }

  private void colourBar(Canvas canvas) {
    int high = (int) plot.height();
    Box bar = new Box(plot.right() + 16, plot.y(), BAR, plot.height());
    Raster ramp = Raster.of(1, high, (_, py) -> EnergyColours.argb(1 - (py + 0.5) / high));
    canvas.image(ramp, bar, false);
    Ticks ticks = colours.ticks(LEVELS);
    for (int i = 0; i < ticks.at().size(); i++) {
      double level = ticks.at().get(i);
      double at = bar.bottom() - bar.height() * colours.fraction(level);
      canvas.line(new double[] {bar.x(), bar.right()}, new double[] {at, at}, contour(level));
      canvas.text(ticks.labels().get(i), bar.right() + 6, at + 4, TICK);
    }
    if (clipped) {
      double tip = bar.y() - 8;
      double[] cornersX = {bar.x(), bar.right(), bar.x() + BAR / 2};
      canvas.area(
          cornersX,
          new double[] {bar.y(), bar.y(), tip},
          Colour.fixed(EnergyColours.argb(1) & 0xFFFFFF));
    }
    canvas.text(landscape.value(), end, bar.y() - 12, Type.of(12, Palette.MUTED).end());
  }
}
