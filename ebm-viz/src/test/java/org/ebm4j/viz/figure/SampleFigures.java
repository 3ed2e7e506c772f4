package org.ebm4j.viz.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Figures with made-up but lifelike data, for tests and for looking at.
public final class SampleFigures {

  private SampleFigures() {}

  /// Two training runs with bands, a gap, and two floors that lie close together.
  public static LineChart gauges() {
    int n = 400;
    Random random = new Random(7);
    double[] step = new double[n];
    double[] vicreg = new double[n];
    double[] plain = new double[n];
    double[] low = new double[n];
    double[] high = new double[n];
    for (int i = 0; i < n; i++) {
      step[i] = 10 * i;
      vicreg[i] = 1 - 0.85 * Math.exp(-i / 40.0) + 0.012 * random.nextGaussian();
      plain[i] = 0.62 * Math.exp(-i / 55.0) + 0.004 * random.nextGaussian();
      low[i] = vicreg[i] - 0.05;
      high[i] = vicreg[i] + 0.05;
    }
    return LineChart.of(
            "Without a regulariser the representation collapses",
            Axis.linear("training step"),
            Axis.linear("mean standard deviation of a feature"))
        .plus(Series.of("VICReg", step, vicreg).band(low, high))
        .plus(Series.of("no regulariser", step, plain))
        .plus(new Floor("random encoder", 0.31))
        .plus(new Floor("collapse below", 0.05));
  }

  public static LineChart spectrum() {
    double[] healthy = new double[32];
    double[] collapsed = new double[32];
    for (int i = 0; i < 32; i++) {
      healthy[i] = 1.6 * Math.pow(0.88, i);
      collapsed[i] = i < 20 ? 0.5 * Math.pow(0.3, i) : 0;
    }
    return LineChart.spectrum(
        "Spectrum of the embedding's covariance",
        List.of("VICReg", "no regulariser"),
        List.of(healthy, collapsed));
  }

  public static BarChart probes() {
    return BarChart.of(
            "Linear probe on frozen features, three seeds",
            Axis.linear("accuracy on unseen digits"))
        .plus(Bar.mean("VICReg encoder", 0.941, 0.948, 0.936))
        .plus(Bar.mean("encoder trained without a regulariser", 0.31, 0.22, 0.27))
        .plus(Bar.mean("random encoder", 0.87, 0.881, 0.856))
        .plus(Bar.of("raw pixels", 0.957))
        .plus(new Floor("chance", 0.1))
        .plus(new Floor("largest class", 0.103));
  }

  /// Energy of two interleaved half circles.
  public static double moons(double x, double y) {
    double nearest = Double.POSITIVE_INFINITY;
    for (int i = 0; i <= 60; i++) {
      double t = Math.PI * i / 60;
      nearest = Math.min(nearest, Math.hypot(x - Math.cos(t), y - Math.sin(t)));
      nearest = Math.min(nearest, Math.hypot(x - 1 + Math.cos(t), y - 0.5 + Math.sin(t)));
    }
    return 6 * nearest * nearest - 1.5 * Math.exp(-8 * nearest * nearest);
  }

  public static Landscape landscape() {
    Random random = new Random(3);
    Field.Area area = new Field.Area(-2, 3, -1.5, 2);
    Landscape landscape =
        Landscape.of(
                "Learned energy of two moons",
                Field.of(area, 101, 71, SampleFigures::moons),
                "energy")
            .cloud(cloud("data", 300, 0.06, random))
            .cloud(cloud("Langevin samples", 400, 0.14, random));
    for (double[] start : new double[][] {{-1.7, 1.7}, {2.7, 1.6}, {0.5, -1.3}, {-1.6, -1}}) {
      landscape = landscape.path(descent(start[0], start[1]));
    }
    return landscape;
  }

  private static Points cloud(String name, int count, double noise, Random random) {
    float[] pairs = new float[2 * count];
    for (int i = 0; i < count; i++) {
      double t = Math.PI * random.nextDouble();
      boolean upper = i % 2 == 0;
      pairs[2 * i] =
          (float) ((upper ? Math.cos(t) : 1 - Math.cos(t)) + noise * random.nextGaussian());
      pairs[2 * i + 1] =
          (float) ((upper ? Math.sin(t) : 0.5 - Math.sin(t)) + noise * random.nextGaussian());
    }
    return Points.of(name, pairs);
  }

  private static Points descent(double x, double y) {
    float[] pairs = new float[120];
    double h = 1e-4;
    for (int i = 0; i < 60; i++) {
      pairs[2 * i] = (float) x;
      pairs[2 * i + 1] = (float) y;
      double dx = (moons(x + h, y) - moons(x - h, y)) / (2 * h);
      double dy = (moons(x, y + h) - moons(x, y - h)) / (2 * h);
      x -= 0.01 * dx;
      y -= 0.01 * dy;
    }
    return Points.of("inference paths", pairs);
  }

  /// Blurred rings and strokes that look a little like digits, in the four states of a completion.
  public static ImageGrid digits() {
    Random random = new Random(5);
    List<float[]> original = new ArrayList<>();
    List<float[]> masked = new ArrayList<>();
    List<float[]> completed = new ArrayList<>();
    List<float[]> sampled = new ArrayList<>();
    boolean[] lower = new boolean[64];
    for (int i = 32; i < 64; i++) {
      lower[i] = true;
    }
    for (int n = 0; n < 12; n++) {
      float[] image = ring(1 + 2.4 * random.nextDouble(), 2 + 1.4 * random.nextDouble(), 0, random);
      float[] hidden = image.clone();
      float[] guessed = image.clone();
      for (int i = 32; i < 64; i++) {
        hidden[i] = Float.NaN;
        guessed[i] = (float) Math.clamp(image[i] + 0.15 * random.nextGaussian(), 0, 1);
      }
      original.add(image);
      masked.add(hidden);
      completed.add(guessed);
      sampled.add(ring(1 + 2.4 * random.nextDouble(), 2 + 1.4 * random.nextDouble(), 0.08, random));
    }
    return ImageGrid.of("Completing the lower half of unseen digits", 8, 8)
        .plus(ImageGrid.Row.of("original", original))
        .plus(ImageGrid.Row.of("masked", masked).marking(lower))
        .plus(ImageGrid.Row.of("completed", completed).marking(lower))
        .plus(ImageGrid.Row.of("sampled", sampled));
  }

  private static float[] ring(double wide, double high, double noise, Random random) {
    float[] image = new float[64];
    for (int i = 0; i < 64; i++) {
      double r = Math.hypot((i % 8 - 3.5) / wide, (Math.floorDiv(i, 8) - 3.5) / high) - 1;
      image[i] = (float) Math.clamp(Math.exp(-3 * r * r) + noise * random.nextGaussian(), 0, 1);
    }
    return image;
  }

  public static List<Figure> all() {
    return List.of(gauges(), spectrum(), probes(), landscape(), digits());
  }
}
