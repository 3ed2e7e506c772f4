package org.ebm4j.inference.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.ebm4j.api.space.Bounds;
import org.junit.jupiter.api.Test;

/// Directions on convex quadratics ½uᵀAu − bᵀu, where everything can be computed another way.
class DirectionTest {
  private static final SplittableRandom RANDOM = new SplittableRandom(17);

  /// A = CᵀC + I/10.
  private static double[][] matrix(int n) {
    double[][] c = new double[n][n];
    for (double[] row : c) {
      Arrays.setAll(row, j -> RANDOM.nextGaussian());
    }
    double[][] a = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          a[i][j] += c[k][i] * c[k][j];
        }
      }
      a[i][i] += .1;
    }
    return a;
  }

  private static double[] gaussian(int n, double scale) {
    double[] values = new double[n];
    Arrays.setAll(values, i -> scale * RANDOM.nextGaussian());
    return values;
  }

  private static double[] gradient(double[][] a, double[] b, double[] u) {
    return Vectors.minus(Dense.times(a, u), b);
  }

  /// Tells a direction of random steps of a quadratic.
  private static void teach(Direction direction, double[][] a, int steps, SplittableRandom random) {
    for (int k = 0; k < steps; k++) {
      double[] s = new double[a.length];
      Arrays.setAll(s, i -> random.nextGaussian());
      direction.learn(s, Dense.times(a, s), 1);
    }
  }

  @Test
  void farFromItsBoundsABoxChangesNothing() {
    for (int n : new int[] {1, 2, 5, 12}) {
      double[][] a = matrix(n);
      for (int steps : new int[] {0, 1, 3, 10, 14}) {
        TwoLoop open = new TwoLoop(10);
        BoxedQuasiNewton boxed = new BoxedQuasiNewton(10, Bounds.of(n, -1e9, 1e9));
        teach(open, a, steps, new SplittableRandom(n));
        teach(boxed, a, steps, new SplittableRandom(n));
        double[] u = gaussian(n, 1);
        double[] g = gaussian(n, 1);
        assertThat(boxed.from(u, g)).containsExactly(open.from(u, g), within(1e-9));
      }
    }
  }

  /// The compact form must agree with the two-loop recursion: B(−H g) = −g.
  @Test
  void theModelAndItsInverseAreInverse() {
    for (int n : new int[] {2, 5, 12}) {
      double[][] a = matrix(n);
      Memory memory = new Memory(10);
      for (int k = 0; k < 6; k++) {
        double[] s = gaussian(n, 1);
        memory.learn(s, Dense.times(a, s));
      }
      Compact b = Compact.of(memory, n);
      double[] g = gaussian(n, 1);
      double[] d = TwoLoop.from(memory, g);
      double[] mp = b.middleTimes(b.project(d));
      double[] back = new double[n];
      Arrays.setAll(back, i -> b.theta() * d[i] - Vectors.dot(b.w()[i], mp));
      for (int i = 0; i < n; i++) {
        assertThat(back[i]).isCloseTo(-g[i], within(1e-6 * Vectors.norm(g)));
      }
    }
  }

  /// Against the plain way: many short pieces along P(u − t g), the first minimum of the model
  /// wins.
  @Test
  void theCauchyPointIsTheFirstMinimumAlongTheBentPath() {
    for (int trial = 0; trial < 50; trial++) {
      int n = 6;
      double[][] a = matrix(n);
      Memory memory = new Memory(10);
      for (int k = 0; k < 3; k++) {
        double[] s = gaussian(n, 1);
        memory.learn(s, Dense.times(a, s));
      }
      Bounds box = Bounds.of(n, -1, 1);
      double[] u = gaussian(n, .6);
      box.clamp(u, 0);
      double[] g = gaussian(n, 3);
      Compact b = Compact.of(memory, n);
      double[] found = CauchyPoint.of(u, g, box, b).point();
      double[] plain = plainCauchy(u, g, box, b);
      for (int i = 0; i < n; i++) {
        assertThat(found[i]).isCloseTo(plain[i], within(2e-4));
      }
    }
  }

  private static double[] plainCauchy(double[] u, double[] g, Bounds box, Compact b) {
    double before = Double.POSITIVE_INFINITY;
    double[] last = u;
    for (double t = 0; t < 10; t += 1e-5) {
      double[] point = Vectors.along(u, -t, g);
      box.clamp(point, 0);
      double[] d = Vectors.minus(point, u);
      double energy = Vectors.dot(d, g) + b.curvature(d) / 2;
      if (energy > before) {
        return last;
      }
      before = energy;
      last = point;
    }
    return last;
  }

  /// With n remembered steps of a quadratic the model is exact, so the direction must solve it in
  /// the box once the right coordinates are at their bounds.
  @Test
  void anExactModelIsSolvedInTheBox() {
    for (int trial = 0; trial < 50; trial++) {
      int n = 5;
      double[][] a = matrix(n);
      double[] b = gaussian(n, 3);
      Bounds box = Bounds.of(n, -.5, .5);
      double[] u = new double[n];
      BoxedQuasiNewton direction = new BoxedQuasiNewton(20, box);
      teach(direction, a, 20, new SplittableRandom(trial));
      for (int k = 0; k < 60; k++) {
        double[] g = gradient(a, b, u);
        double[] d = direction.from(u, g);
        double slope = Vectors.dot(d, g);
        if (!(slope < -1e-18)) {
          break;
        }
        double alpha = Math.min(1, -slope / Vectors.dot(d, Dense.times(a, d)));
        double[] next = Vectors.along(u, alpha, d);
        box.clamp(next, 0);
        direction.learn(Vectors.minus(next, u), Vectors.minus(gradient(a, b, next), g), alpha);
        u = next;
      }
      double[] g = gradient(a, b, u);
      for (int i = 0; i < n; i++) {
        double projected = u[i] - Math.clamp(u[i] - g[i], -.5, .5);
        assertThat(projected).as("trial %d", trial).isCloseTo(0, within(1e-6));
      }
    }
  }

  @Test
  void everyDirectionFallsAndStaysInside() {
    for (int trial = 0; trial < 200; trial++) {
      int n = 1 + trial % 7;
      double[][] a = matrix(n);
      Bounds box = Bounds.of(n, -1, 1);
      double[] u = gaussian(n, 1.5);
      box.clamp(u, 0);
      double[] g = gaussian(n, 2);
      for (Direction direction :
          new Direction[] {new Steepest(box), new BoxedQuasiNewton(5, box)}) {
        teach(direction, a, trial % 6, new SplittableRandom(trial));
        double[] d = direction.from(u, g);
        boolean stuck = true;
        for (int i = 0; i < n; i++) {
          stuck &= u[i] == (g[i] > 0 ? -1 : 1);
          assertThat(u[i] + d[i]).isBetween(-1 - 1e-15, 1 + 1e-15);
        }
        if (stuck) {
          assertThat(d).containsOnly(0);
        } else {
          assertThat(Vectors.dot(d, g)).isNegative();
        }
      }
    }
  }

  @Test
  void aStepWithoutPositiveCurvatureIsNotRemembered() {
    TwoLoop direction = new TwoLoop(3);
    direction.learn(new double[] {1, 0}, new double[] {-1, 0}, 1);
    assertThat(direction.isFresh()).isTrue();
    assertThat(direction.from(new double[2], new double[] {3, 4})).containsExactly(-3, -4);
  }

  @Test
  void steepestDescentDoublesItsReachAfterAFullStep() {
    Steepest direction = new Steepest(Bounds.none(2));
    double[] g = {3, 4};
    assertThat(direction.from(new double[2], g))
        .containsExactly(new double[] {-.6, -.8}, within(1e-15));
    direction.learn(new double[2], new double[2], 1);
    assertThat(direction.from(new double[2], g))
        .containsExactly(new double[] {-1.2, -1.6}, within(1e-15));
    direction.learn(new double[2], new double[2], .25);
    assertThat(direction.from(new double[2], g))
        .containsExactly(new double[] {-.6, -.8}, within(1e-15));
  }
}
