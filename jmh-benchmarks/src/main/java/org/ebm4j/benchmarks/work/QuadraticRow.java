package org.ebm4j.benchmarks.work;

import java.util.List;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.expr.Leaf;
import org.ebm4j.api.expr.Maths;
import org.ebm4j.api.graph.Init;
import org.ebm4j.benchmarks.row.Array;
import org.ebm4j.benchmarks.row.Data;
import org.ebm4j.benchmarks.row.Job;
import org.ebm4j.benchmarks.row.Row;
import org.ebm4j.benchmarks.row.Setup;
import org.ebm4j.benchmarks.row.Steps;

/// Langevin on E(y) = ½ yᵀA y, A = QQᵀ/d + I, 10 000 chains, step 10⁻².
///
/// That A is symmetric is not said, here as in the peers: the derivative is ½ (A + Aᵀ) y.
///
/// @param dimension d
record QuadraticRow(int dimension) implements Row {
  private static final int CHAINS = 10_000;
  private static final int ANSWERED = 100; // beyond, plain loops take too long

  private static final double STEP = 1e-2;

  @Override
  public String name() {
    return "quad-" + dimension;
  }

  @Override
  public String work() {
    return "Langevin step on a quadratic of dimension %d, 10000 chains, f32, noise counted"
        .formatted(dimension);
  }

  @Override
  public String bound() {
    return "the multiply-add peak; noise is not counted as work, and is most of it where d is small";
  }

  @Override
  public Job prepare(Setup setup) {
    int d = dimension;
    Expr y = Leaf.input("y", d);
    Expr a = Leaf.parameter("a", new Init.FanIn(1), d, d);
    Walk walk = new Walk(y, Maths.dot(a.matmul(y), y).times(.5), STEP);
    Run run = walk.start(name(), setup, CHAINS);
    float[] matrix = matrix();
    float[] starts = starts();
    run.block("a").set(matrix);
    Walk.Quiet quiet = walk.check(run, starts, point -> times(matrix, point));
    float[] slopes = new float[d];
    Steps steps =
        Steps.of(run, quiet.check(), 4.0 * d * d * CHAINS)
            .beside(() -> loops(matrix, starts, slopes));
    return d <= ANSWERED ? steps.answering(meanEnergy(matrix, quiet.ends())) : steps;
  }

  @Override
  public List<Array> arrays() {
    return List.of(
        new Array("a", matrix(), dimension, dimension),
        new Array("y", starts(), CHAINS, dimension));
  }

  float[] starts() {
    return Data.normals(20, CHAINS * dimension, 1);
  }

  /// QQᵀ/d + I.
  float[] matrix() {
    int d = dimension;
    float[] q = Data.normals(21, d * d, 1);
    float[] a = new float[d * d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        double sum = 0;
        for (int k = 0; k < d; k++) {
          sum += (double) q[i * d + k] * q[j * d + k];
        }
        a[i * d + j] = (float) (sum / d + (i == j ? 1 : 0));
      }
    }
    return a;
  }

  private static double[] times(float[] matrix, double[] point) {
    int d = point.length;
    double[] product = new double[d];
    for (int i = 0; i < d; i++) {
      for (int k = 0; k < d; k++) {
        product[i] += matrix[i * d + k] * point[k];
      }
    }
    return product;
  }

  private double meanEnergy(float[] matrix, double[] ends) {
    double sum = 0;
    double[] point = new double[dimension];
    for (int at = 0; at < ends.length; at += dimension) {
      System.arraycopy(ends, at, point, 0, dimension);
      double[] slope = times(matrix, point);
      for (int i = 0; i < dimension; i++) {
        sum += .5 * point[i] * slope[i];
      }
    }
    return sum / CHAINS;
  }

  /// Gradients of all chains in f32, without noise.
  private void loops(float[] matrix, float[] points, float[] slopes) {
    int d = dimension;
    for (int at = 0; at < points.length; at += d) {
      for (int i = 0; i < d; i++) {
        float sum = 0;
        for (int k = 0; k < d; k++) {
          sum += matrix[i * d + k] * points[at + k];
        }
        slopes[i] = sum;
      }
    }
  }
}
