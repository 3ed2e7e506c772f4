package org.ebm4j.inference.search;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.ebm4j.api.space.Bounds;

/// The first minimum of the quadratic model along the bent path P(u − t∇E), t ≥ 0: it decides which
/// coordinates lie at their bounds.
///
/// Between two bends the path is straight and the model a parabola in t, whose slope f′ and
/// curvature f″ are carried from piece to piece.
///
/// Source: [Byrd, Lu, Nocedal, Zhu 1995, §4 and algorithm CP].
final class CauchyPoint {
  private final double[] point; // [n]
  private final double[] moved; // [2k], Wᵀ(point − u)
  private final boolean[] free; // [n], strictly between its bounds

  private CauchyPoint(double[] point, double[] moved, boolean[] free) {
    this.point = point;
    this.moved = moved;
    this.free = free;
  }

  double[] point() {
    return point;
  }

  double[] moved() {
    return moved;
  }

  boolean isFree(int i) {
    return free[i];
  }

  static CauchyPoint of(double[] u, double[] g, Bounds box, Compact b) {
    return new Walk(u, g, box, b).end();
  }

  private static final class Walk {
    private final double[] u;
    private final double[] g;
    private final Bounds box;
    private final Compact b;
    private final double[] bend; // t at which a coordinate meets its bound
    private final double[] d;
    private final double[] point;
    private final double[] c;
    private final double[] p;
    private double slope;
    private double curvature;

    Walk(double[] u, double[] g, Bounds box, Compact b) {
      this.u = u;
      this.g = g;
      this.box = box;
      this.b = b;
      this.bend = new double[u.length];
      this.d = new double[u.length];
      for (int i = 0; i < u.length; i++) {
        bend[i] = g[i] == 0 ? Double.POSITIVE_INFINITY : (u[i] - bound(i)) / g[i];
        d[i] = bend[i] == 0 ? 0 : -g[i];
      }
      this.point = u.clone();
      this.c = new double[b.rank()];
      this.p = b.project(d);
      this.slope = -Vectors.dot(d, d);
      this.curvature = -b.theta() * slope - Vectors.dot(p, b.middleTimes(p));
    }

    private double bound(int i) {
      return g[i] < 0 ? box.high().get(i) : box.low().get(i);
    }

    CauchyPoint end() {
      int[] order =
          IntStream.range(0, u.length)
              .filter(i -> bend[i] > 0)
              .boxed()
              .sorted(Comparator.comparingDouble(i -> bend[i]))
              .mapToInt(Integer::intValue)
              .toArray();
      double least = Math.ulp(1.0) * curvature; // rounding may not turn the model over
      double t = 0;
      for (int i : order) {
        if (slope >= 0 || t - slope / curvature < bend[i]) {
          break;
        }
        pass(i, bend[i] - t);
        curvature = Math.max(curvature, least);
        t = bend[i];
      }
      double rest = slope < 0 ? -slope / curvature : 0;
      Vectors.add(c, rest, p);
      boolean[] free = new boolean[u.length];
      for (int i = 0; i < u.length; i++) {
        if (d[i] != 0) {
          point[i] = u[i] + (t + rest) * d[i];
        }
        free[i] = bend[i] > 0 && (d[i] != 0 || g[i] == 0);
      }
      return new CauchyPoint(point, c, free);
    }

    /// Goes on to where coordinate i meets its bound, and leaves it there.
    private void pass(int i, double step) {
      Vectors.add(c, step, p);
      point[i] = bound(i);
      double z = point[i] - u[i];
      double[] w = b.w()[i];
      double[] mw = b.middleTimes(w);
      slope += step * curvature + g[i] * g[i] + b.theta() * g[i] * z - g[i] * Vectors.dot(mw, c);
      curvature -=
          b.theta() * g[i] * g[i]
              + 2 * g[i] * Vectors.dot(mw, p)
              + g[i] * g[i] * Vectors.dot(mw, w);
      Vectors.add(p, g[i], w);
      d[i] = 0;
    }
  }
}
