package org.ebm4j.inference.search;

import java.util.ArrayList;
import java.util.List;
import org.ebm4j.api.space.Bounds;
import org.jspecify.annotations.Nullable;

/// The quasi-Newton direction inside a box: to where the quadratic model of the last m steps is
/// least when the coordinates that its Cauchy point puts at their bounds stay there.
///
/// Where the model's minimum over all coordinates already lies in the box, that is the direction,
/// and it is taken from the inverse model of [TwoLoop]: the model B itself keeps no curvature below
/// 10⁻¹⁶ of the largest. Else the step leaves the box and must be shortened: it is moved to the
/// box's nearest point, which suits many bounds [Morales & Nocedal 2011, §2], or cut at the box's
/// edge, which keeps to the floor of a narrow valley; the model's energy decides.
///
/// Source: [Byrd, Lu, Nocedal, Zhu 1995, §5.1, the direct primal method].
public final class BoxedQuasiNewton implements Direction {
  private final Memory memory;
  private final Bounds box;

  /// @param m how many steps are remembered, ≥ 1
  public BoxedQuasiNewton(int m, Bounds box) {
    this.memory = new Memory(m);
    this.box = box;
  }

  @Override
  public double[] from(double[] u, double[] gradient) {
    double[] open = TwoLoop.from(memory, gradient);
    if (longest(u, open) == 1 && Vectors.dot(open, gradient) < 0) {
      return open;
    }
    Compact b = Compact.of(memory, u.length);
    double[] d = b == null ? null : best(u, gradient, b, open);
    if (d != null) {
      return d;
    }
    memory.clear(); // rounding has spoilt what was remembered
    Compact identity = new Compact(1, new double[u.length][0], new double[0][0]);
    double[] plain = best(u, gradient, identity, open);
    return plain == null ? new double[u.length] : plain;
  }

  /// Of the ways to shorten the step to the box, that with the lowest model energy.
  ///
  /// @return nothing if the energy falls along none
  private double @Nullable [] best(double[] u, double[] gradient, Compact b, double[] open) {
    CauchyPoint cauchy = CauchyPoint.of(u, gradient, box, b);
    List<double[]> ends = new ArrayList<>();
    ends.add(shortened(u, open));
    double[] inner = inner(u, gradient, b, cauchy);
    if (inner != null) {
      ends.add(Vectors.along(cauchy.point(), 1, inner));
      ends.add(shortened(cauchy.point(), inner));
    }
    double[] best = null;
    double least = Double.POSITIVE_INFINITY;
    for (double[] end : ends) {
      box.clamp(end, 0);
      double[] d = Vectors.minus(end, u);
      double slope = Vectors.dot(d, gradient);
      double energy = slope + b.curvature(d) / 2;
      if (slope < 0 && energy < least) {
        best = d;
        least = energy;
      }
    }
    return best;
  }

  /// As far towards from + d as the box allows.
  private double[] shortened(double[] from, double[] d) {
    return Vectors.along(from, longest(from, d), d);
  }

  /// From the Cauchy point to the model's minimum over the free coordinates.
  private static double @Nullable [] inner(
      double[] u, double[] gradient, Compact b, CauchyPoint cauchy) {
    int k2 = b.rank();
    double theta = b.theta();
    double[] mc = b.middleTimes(cauchy.moved());
    double[] r = new double[u.length];
    double[] wr = new double[k2];
    double[][] ww = new double[k2][k2]; // Σ wᵢwᵢᵀ over the free coordinates
    for (int i = 0; i < u.length; i++) {
      if (cauchy.isFree(i)) {
        double[] w = b.w()[i];
        r[i] = gradient[i] + theta * (cauchy.point()[i] - u[i]) - Vectors.dot(w, mc);
        Vectors.add(wr, r[i], w);
        for (int j = 0; j < k2; j++) {
          Vectors.add(ww[j], w[j], w);
        }
      }
    }
    double[] v = corrected(b, wr, ww);
    if (v == null) {
      return null;
    }
    double[] d = new double[u.length];
    for (int i = 0; i < u.length; i++) {
      if (cauchy.isFree(i)) {
        d[i] = -(r[i] + Vectors.dot(b.w()[i], v) / theta) / theta;
      }
    }
    return d;
  }

  /// (I − M WᵀW/θ)⁻¹ M Wᵀr, over the free coordinates [Sherman, Morrison, Woodbury].
  private static double @Nullable [] corrected(Compact b, double[] wr, double[][] ww) {
    int k2 = b.rank();
    double[] right = b.middleTimes(wr);
    double[][] system = new double[k2][k2];
    double[][] solution = new double[k2][1];
    for (int i = 0; i < k2; i++) {
      solution[i][0] = right[i];
      for (int j = 0; j < k2; j++) {
        system[i][j] = (i == j ? 1 : 0) - Vectors.dot(b.m()[i], ww[j]) / b.theta();
      }
    }
    if (!Dense.solve(system, solution)) {
      return null;
    }
    double[] v = new double[k2];
    for (int i = 0; i < k2; i++) {
      v[i] = solution[i][0];
    }
    return v;
  }

  /// The largest α ≤ 1 with from + αd in the box.
  private double longest(double[] from, double[] d) {
    double alpha = 1;
    for (int i = 0; i < d.length; i++) {
      if (d[i] != 0) {
        double room = (d[i] < 0 ? box.low().get(i) : box.high().get(i)) - from[i];
        alpha = Math.min(alpha, Math.max(0, room / d[i]));
      }
    }
    return alpha;
  }

  @Override
  public void learn(double[] s, double[] y, double alpha) {
    memory.learn(s, y);
  }

  @Override
  public void forget() {
    memory.clear();
  }

  @Override
  public boolean isFresh() {
    return memory.isEmpty();
  }
}
