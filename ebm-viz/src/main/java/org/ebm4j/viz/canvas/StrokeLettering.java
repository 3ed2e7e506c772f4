package org.ebm4j.viz.canvas;

import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A plain sans-serif of our own, drawn as strokes, so that text has the same pixels and the same
/// width on every machine.
///
/// The table `strokes.txt` gives each sign its advance and its strokes in units of which [#EM] make
/// an em: straight through all points, or after `~` as quadratic arcs whose control points are the
/// inner points and whose joints are their midpoints, so that the four corners of a box give a
/// round O. A sign without a row is shown without its accent or else as an empty box.
final class StrokeLettering implements Lettering {

  static final StrokeLettering INSTANCE = new StrokeLettering();

  private static final double EM = 9.6;
  private static final double REGULAR = 0.85;
  private static final double STRONG = 1.3;
  private static final double STRONG_WIDTH = 1.07;
  private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻";
  private static final String RAISED_FROM = "0123456789−";
  private static final double RAISED_SIZE = 0.62;

  /// One sign: `strokes` holds x, y, x, y, … ; `round` says which are arcs.
  private record Sign(double advance, List<double[]> strokes, List<Boolean> round) {}

  private final Map<Integer, Sign> signs = new HashMap<>();
  private final Sign unknown;

  private StrokeLettering() {
    try (InputStream table = StrokeLettering.class.getResourceAsStream("strokes.txt")) {
      if (table == null) {
        throw new IllegalStateException("strokes.txt is missing beside StrokeLettering");
      }
      new String(table.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(this::row);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    signs.put((int) ' ', new Sign(3.05, List.of(), List.of()));
    unknown = new Sign(6, List.of(new double[] {1, 0, 1, 7, 5, 7, 5, 0, 1, 0}), List.of(false));
  }

  private void row(String line) {
    String[] parts = line.split(" ", 3); // sign, advance, strokes
    List<double[]> strokes = new ArrayList<>();
    List<Boolean> round = new ArrayList<>();
    for (String stroke : parts[2].split("\\|", -1)) {
      String points = stroke.strip();
      boolean arcs = points.startsWith("~");
      String[] numbers = points.substring(arcs ? 1 : 0).split("[ ,]", -1);
      double[] values = new double[numbers.length];
      for (int i = 0; i < numbers.length; i++) {
        values[i] = Double.parseDouble(numbers[i]);
      }
      strokes.add(values);
      round.add(arcs);
    }
    signs.put(parts[0].codePointAt(0), new Sign(Double.parseDouble(parts[1]), strokes, round));
  }

  @Override
  public boolean writes(String text) {
    return text.codePoints().allMatch(code -> isRaised(code) || signs.containsKey(code));
  }

  @Override
  public Shape outline(String text, double size, boolean bold) {
    Path2D.Double middle = new Path2D.Double();
    double x = 0;
    for (int code : text.codePoints().toArray()) {
      trace(middle, sign(code), placed(code, x));
      x += advance(code, bold);
    }
    double scale = size / EM;
    middle.transform(AffineTransform.getScaleInstance(scale, -scale));
    float pen = (float) ((bold ? STRONG : REGULAR) * scale);
    return new BasicStroke(pen, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
        .createStrokedShape(middle);
  }

  @Override
  public double width(String text, double size, boolean bold) {
    return text.codePoints().mapToDouble(code -> advance(code, bold)).sum() * size / EM;
  }

  private double advance(int code, boolean bold) {
    return sign(code).advance() * (isRaised(code) ? RAISED_SIZE : 1) * (bold ? STRONG_WIDTH : 1);
  }

  private Sign sign(int code) {
    int raised = RAISED.indexOf(code);
    Sign found = find(raised < 0 ? code : RAISED_FROM.charAt(raised));
    return found == null ? unknown : found;
  }

  private @Nullable Sign find(int code) {
    Sign found = signs.get(code);
    if (found != null) {
      return found;
    }
    String bare = Normalizer.normalize(Character.toString(code), Normalizer.Form.NFD);
    return signs.get(bare.codePointAt(0));
  }

  private static boolean isRaised(int code) {
    return RAISED.indexOf(code) >= 0;
  }

  private static AffineTransform placed(int code, double x) {
    return isRaised(code)
        ? new AffineTransform(RAISED_SIZE, 0, 0, RAISED_SIZE, x, 3.4)
        : AffineTransform.getTranslateInstance(x, 0);
  }

  private static void trace(Path2D path, Sign sign, AffineTransform placed) {
    for (int s = 0; s < sign.strokes().size(); s++) {
      double[] p = sign.strokes().get(s).clone();
      placed.transform(p, 0, p, 0, p.length / 2);
      path.moveTo(p[0], p[1]);
      if (sign.round().get(s)) {
        arcs(path, p);
      } else {
        for (int i = 2; i < p.length; i += 2) {
          path.lineTo(p[i], p[i + 1]);
        }
      }
    }
  }

  private static void arcs(Path2D path, double[] p) {
    int last = p.length - 2;
    for (int i = 2; i < last; i += 2) {
      boolean end = i + 2 == last;
      double x = end ? p[last] : (p[i] + p[i + 2]) / 2;
      double y = end ? p[last + 1] : (p[i + 1] + p[i + 3]) / 2;
      path.quadTo(p[i], p[i + 1], x, y);
    }
  }
}
