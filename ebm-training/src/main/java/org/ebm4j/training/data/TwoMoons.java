package org.ebm4j.training.data;

import static java.lang.Math.PI;
import static java.lang.Math.cos;
import static java.lang.Math.exp;
import static java.lang.Math.hypot;
import static java.lang.Math.log;
import static java.lang.Math.sin;

import org.ebm4j.api.random.Purpose;
import org.ebm4j.api.random.RandomStream;

/// Two interleaved half circles with Gaussian noise: data in the plane whose density is known.
///
///     upper moon (label 0):  (cos θ − ½, sin θ − ¼) + σξ
///     lower moon (label 1):  (½ − cos θ, ¼ − sin θ) + σξ        θ ~ U(0, π), ξ ~ N(0, I)
///
/// with radius 1, σ the noise, and each moon half of the data (of an odd number the lower has one
/// more). This is scikit-learn's figure moved by (−½, −¼), so that the second moon is the first turned
/// about the origin; it is not scaled to unit variance. ebmkit 0.16's `ebm.datasets.two_moons` is the
/// same law, so figures may be compared; the draws are not the same.
///
/// With σ = .1 the true density scores [#expectedLogDensity] = −1.00758 nats a point: no model's mean
/// log-likelihood on fresh data can be expected above that. One point's log density has a standard
/// deviation of .746, so a mean over n points strays by .746/√n (.017 for 2000): compare a model with
/// [#meanLogDensity] of the same points. The −1.0015 ± .005 found elsewhere is such a mean.
public final class TwoMoons {
  private final double noise;
  private final double[] cos; // at the nodes of Simpson's rule on [0, π]
  private final double[] sin;
  private final double[] weight; // sums to 1

  private TwoMoons(double noise) {
    if (!(noise >= 1e-3 && noise <= 10)) {
      throw new IllegalArgumentException(
          "two moons: the noise must lie between 0.001 and 10 radii, found "
              + noise
              + "; 0.1 is usual");
    }
    this.noise = noise;
    int intervals = 2 * (int) Math.ceil(Math.max(50, 10 * PI / noise)); // σ/20 apart or closer
    cos = new double[intervals + 1];
    sin = new double[intervals + 1];
    weight = new double[intervals + 1];
    for (int k = 0; k <= intervals; k++) {
      cos[k] = cos(PI * k / intervals);
      sin[k] = sin(PI * k / intervals);
      boolean end = k == 0 || k == intervals;
      weight[k] = (end ? 1 : k % 2 == 1 ? 4 : 2) / (3.0 * intervals);
    }
  }

  /// Noise .1, as everyone draws them.
  public static TwoMoons standard() {
    return new TwoMoons(0.1);
  }

  /// Moons of another noise.
  ///
  /// @param noise σ in radii, .001 … 10
  public static TwoMoons of(double noise) {
    return new TwoMoons(noise);
  }

  /// Fresh points in random order, labelled 0 (upper) and 1 (lower).
  ///
  /// @param n how many, at least 1
  public Dataset sample(int n, long seed) {
    if (n < 1) {
      throw new IllegalArgumentException("two moons: ask for at least one point, found " + n);
    }
    var random = RandomStream.of(seed, Purpose.DATA, 0, 0);
    double[] angle = new double[n];
    double[] jitter = new double[2 * n];
    random.uniforms(angle);
    random.normals(jitter);
    int[] place = random.permutation(n);
    float[] points = new float[2 * n]; // (n, 2)
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      int at = place[i];
      int side = i < n / 2 ? 1 : -1;
      points[2 * at] = (float) (side * (cos(PI * angle[i]) - 0.5) + noise * jitter[2 * i]);
      points[2 * at + 1] = (float) (side * (sin(PI * angle[i]) - 0.25) + noise * jitter[2 * i + 1]);
      labels[at] = side > 0 ? 0 : 1;
    }
    return Dataset.owning(points, n, 2).withLabels(labels);
  }

  /// log p(x, y) = log(½ a(x, y) + ½ a(−x, −y)), with a the density of the upper moon, a(x) = (1/π)
  /// ∫₀^π N(x; c(θ), σ²I) dθ, by Simpson's rule at steps of at most σ/20 in θ (relative error below
  /// 1e−6 within 3 radii of the origin). Nats per unit of area.
  public double logDensity(double x, double y) {
    double a = logMoon(x, y);
    double b = logMoon(-x, -y);
    double most = Math.max(a, b);
    return most + log((exp(a - most) + exp(b - most)) / 2);
  }

  private double logMoon(double x, double y) {
    double u = x + 0.5;
    double v = y + 0.25;
    double scale = 1 / (2 * noise * noise);
    double nearest = v >= 0 ? hypot(u, v) - 1 : hypot(Math.abs(u) - 1, v);
    double sum = 0;
    for (int k = 0; k < cos.length; k++) {
      double du = u - cos[k];
      double dv = v - sin[k];
      sum += weight[k] * exp((nearest * nearest - du * du - dv * dv) * scale);
    }
    return log(sum) - nearest * nearest * scale - log(2 * PI * noise * noise);
  }

  /// The mean of [#logDensity] over the rows of a data set of width 2.
  public double meanLogDensity(Dataset points) {
    if (points.width() != 2) {
      throw new IllegalArgumentException(
          "two moons: points have two coordinates, the rows have " + points.width());
    }
    double sum = 0;
    for (int i = 0; i < points.size(); i++) {
      sum += logDensity(points.get(i, 0), points.get(i, 1));
    }
    return sum / points.size();
  }

  /// ∫ p log p, the floor of every model's log-likelihood: the trapezium rule at steps of σ/4 on
  /// the box that reaches 8σ beyond the arcs.
  public double expectedLogDensity() {
    return integral((density, logDensity) -> density * logDensity);
  }

  @FunctionalInterface
  interface Integrand {
    double at(double density, double logDensity);
  }

  double integral(Integrand integrand) {
    double step = noise / 4;
    int across = (int) Math.ceil((1.5 + 8 * noise) / step);
    int up = (int) Math.ceil((0.75 + 8 * noise) / step);
    double sum = 0;
    for (int i = -across; i <= across; i++) {
      for (int j = -up; j <= up; j++) {
        double logDensity = logDensity(i * step, j * step);
        sum += integrand.at(exp(logDensity), logDensity);
      }
    }
    return sum * step * step;
  }

  @Override
  public String toString() {
    return "TwoMoons[noise " + noise + "]";
  }
}
