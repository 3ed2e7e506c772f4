package org.ebm4j.api.space;

import org.ebm4j.api.random.RandomStream;

/// Random starts of a layout.
final class Starts {
  private Starts() {}

  /// Draws one normal and one uniform for every number, so that a coordinate's start does not
  /// depend on the others' bounds.
  static void draw(Layout layout, RandomStream random, double[] numbers, int offset) {
    int n = layout.size();
    double[] normals = new double[n];
    double[] uniforms = new double[n];
    random.normals(normals);
    random.uniforms(uniforms);
    for (Component c : layout.components()) {
      double[] drawn = new double[c.size()];
      for (int i = 0; i < c.size(); i++) {
        drawn[i] = layout.origin().get(c.offset() + i);
      }
      Bounds bounds = c.bounds();
      bounds.toFree(drawn, 0);
      for (int i = 0; i < c.size(); i++) {
        drawn[i] += layout.spread() * normals[c.offset() + i];
      }
      bounds.toPoint(drawn, 0);
      for (int i = 0; i < c.size(); i++) {
        numbers[offset + c.offset() + i] = value(c, i, drawn[i], uniforms[c.offset() + i]);
      }
      if (c.kind() == Kind.CATEGORY) {
        OneHot.harden(numbers, offset + c.offset(), c.size(), c.width());
      }
    }
  }

  private static double value(Component c, int i, double drawn, double uniform) {
    double low = c.bounds().low().get(i);
    double high = c.bounds().high().get(i);
    boolean boxed = !Double.isInfinite(low) && !Double.isInfinite(high);
    double value = boxed ? low + (high - low) * uniform : drawn;
    return switch (c.kind()) {
      case REAL, CATEGORY -> value; // the largest of a site's uniform numbers becomes its 1
      case WHOLE -> Math.rint(value);
      case BINARY -> uniform > .5 ? 1 : 0;
      case SPIN -> uniform > .5 ? 1 : -1;
    };
  }
}
