package org.ebm4j.viz.figure;

/// Named points in the plane: data, samples, or one path through them.
public final class Points {

  private final String name;
  private final double[] x;
  private final double[] y;

  private Points(String name, double[] x, double[] y) {
    this.name = name;
    this.x = x;
    this.y = y;
  }

  public static Points of(String name, double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "points '%s' have %d x and %d y; give as many of one as of the other"
              .formatted(name, x.length, y.length));
    }
    if (x.length == 0) {
      throw new IllegalArgumentException(
          "points '%s' are none; leave them out until there is one".formatted(name));
    }
    return new Points(name, x.clone(), y.clone());
  }

  /// @param pairs x, y, x, y, …
  public static Points of(String name, float[] pairs) {
    if (pairs.length % 2 != 0) {
      throw new IllegalArgumentException(
          "points '%s' were given %d numbers, which are not pairs; give x, y, x, y, …"
              .formatted(name, pairs.length));
    }
    double[] x = new double[pairs.length / 2];
    double[] y = new double[pairs.length / 2];
    for (int i = 0; i < x.length; i++) {
      x[i] = pairs[2 * i];
      y[i] = pairs[2 * i + 1];
    }
    return of(name, x, y);
  }

  public String name() {
    return name;
  }

  public int count() {
    return x.length;
  }

  public double[] x() {
    return x.clone();
  }

  public double[] y() {
    return y.clone();
  }
}
