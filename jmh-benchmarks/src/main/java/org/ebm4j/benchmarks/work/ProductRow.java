package org.ebm4j.benchmarks.work;

import java.util.Arrays;
import java.util.List;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Computation.Output;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.expr.Leaf;
import org.ebm4j.api.graph.Init;
import org.ebm4j.benchmarks.row.Array;
import org.ebm4j.benchmarks.row.Check;
import org.ebm4j.benchmarks.row.Data;
import org.ebm4j.benchmarks.row.Job;
import org.ebm4j.benchmarks.row.Row;
import org.ebm4j.benchmarks.row.Setup;
import org.ebm4j.benchmarks.row.Steps;

/// C = W Y, all of n × n. Peers that run in a loop apply W again and again.
///
/// W is orthogonal, so that the numbers stay as large as they were however often it is applied.
///
/// @param n rows, columns and columns of y
record ProductRow(int n) implements Row {
  private static final int REFLECTIONS = 4;
  private static final int CHECKED = 256; // columns, at most

  @Override
  public String name() {
    return "gemm-" + n;
  }

  @Override
  public String work() {
    return "product of two %d × %d matrices, f32".formatted(n, n);
  }

  @Override
  public Job prepare(Setup setup) {
    Expr y = Leaf.input("y", n);
    Expr c = Leaf.parameter("w", new Init.FanIn(1), n, n).matmul(y);
    var computation = new Computation(name(), List.of(), List.of(new Output("c", c.node())));
    Run run = setup.engine().compile(computation, Precision.F32).start(n, 1);
    float[] w = orthogonal();
    float[] points = points();
    run.block("w").set(w);
    run.block("y").set(points);
    run.step(1);
    int checked = Math.min(n, CHECKED) * n;
    double[] all = run.block("c").toArray();
    double[] found = Arrays.copyOf(all, checked);
    double[] wanted = product(w, Arrays.copyOf(points, checked));
    Check check = Check.equal("plain loops in f64", found, wanted, 1e-5);
    float[] sums = new float[n * n];
    return Steps.of(run, check, 2.0 * n * n * n)
        .answering(meanSize(all))
        .beside(() -> loops(w, points, sums));
  }

  @Override
  public List<Array> arrays() {
    return List.of(new Array("w", orthogonal(), n, n), new Array("y", points(), n, n));
  }

  private float[] points() {
    return Data.normals(0, n * n, 1);
  }

  private static double meanSize(double[] numbers) {
    return Arrays.stream(numbers).map(Math::abs).average().orElseThrow();
  }

  /// A product of reflections I − 2vvᵀ/‖v‖².
  private float[] orthogonal() {
    double[] w = new double[n * n];
    for (int i = 0; i < n; i++) {
      w[i * n + i] = 1;
    }
    for (int reflection = 1; reflection <= REFLECTIONS; reflection++) {
      float[] v = Data.normals(reflection, n, 1);
      double square = 0;
      for (float element : v) {
        square += element * (double) element;
      }
      for (int i = 0; i < n; i++) {
        double along = 0;
        for (int k = 0; k < n; k++) {
          along += w[i * n + k] * v[k];
        }
        for (int k = 0; k < n; k++) {
          w[i * n + k] -= 2 * along / square * v[k];
        }
      }
    }
    float[] narrow = new float[n * n];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (float) w[i];
    }
    return narrow;
  }

  /// The same in f32, each point as a sum of columns, which the JVM turns into vectors.
  private void loops(float[] w, float[] points, float[] sums) {
    Arrays.fill(sums, 0);
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        add(w[i * n + k], points, k * n, sums, i * n);
      }
    }
  }

  private void add(float a, float[] from, int f, float[] to, int t) {
    for (int i = 0; i < n; i++) {
      to[t + i] += a * from[f + i];
    }
  }

  /// W times each of the points, row after row.
  private double[] product(float[] w, float[] points) {
    double[] products = new double[points.length];
    for (int point = 0; point < points.length / n; point++) {
      for (int i = 0; i < n; i++) {
        double sum = 0;
        for (int k = 0; k < n; k++) {
          sum += (double) w[i * n + k] * points[point * n + k];
        }
        products[point * n + i] = sum;
      }
    }
    return products;
  }
}
