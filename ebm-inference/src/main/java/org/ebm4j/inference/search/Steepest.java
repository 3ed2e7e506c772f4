package org.ebm4j.inference.search;

import org.ebm4j.api.space.Bounds;

/// Straight down, as far as the last steps suggest:
///
///     d = P(u − t∇E) − u      P the nearest point of the box; d = −t∇E where there is none
///
/// t begins at 1/|∇E| and doubles with every full step: t ← 2αt.
///
/// Source: [Bertsekas 1976, §2] for the projection.
public final class Steepest implements Direction {
  private final Bounds box;
  private double scale; // t; 0 before the first step

  public Steepest(Bounds box) {
    this.box = box;
  }

  @Override
  public double[] from(double[] u, double[] gradient) {
    if (scale == 0) {
      scale = 1 / Vectors.norm(gradient);
    }
    double[] target = Vectors.along(u, -scale, gradient);
    box.clamp(target, 0);
    return Vectors.minus(target, u);
  }

  @Override
  public void learn(double[] s, double[] y, double alpha) {
    scale *= 2 * alpha;
  }

  @Override
  public void forget() {
    scale = 0;
  }

  @Override
  public boolean isFresh() {
    return scale == 0;
  }
}
