package org.ebm4j.benchmarks.work;

import java.util.ArrayList;
import java.util.List;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.expr.Leaf;
import org.ebm4j.api.expr.Maths;
import org.ebm4j.api.graph.Init;
import org.ebm4j.benchmarks.row.Data;
import org.ebm4j.benchmarks.row.Job;
import org.ebm4j.benchmarks.row.Row;
import org.ebm4j.benchmarks.row.Setup;
import org.ebm4j.benchmarks.row.Steps;

/// Langevin on a net of two inputs and so many softplus layers, for curves of growth.
///
///     E(y) = v · h_depth,  h_k = softplus(W_k h_{k−1}),  h₀ = y
///
/// @param name says what grows
/// @param width numbers in a layer
/// @param depth layers, ≥ 1
/// @param chains walked at once
record DeepRow(String name, int width, int depth, int chains) implements Row {
  private static final double STEP = 1e-3;
  private static final int STREAM = 60;

  @Override
  public String work() {
    return "Langevin step on a net 2, %d layers of %d (softplus), 1, %d chains, f32"
        .formatted(depth, width, chains);
  }

  @Override
  public Job prepare(Setup setup) {
    Expr y = Leaf.input("y", 2);
    Expr h = y;
    for (int layer = 0; layer < depth; layer++) {
      h = Leaf.parameter("w" + layer, new Init.FanIn(1), width, in(layer)).matmul(h).softplus();
    }
    Walk walk = new Walk(y, Maths.dot(Leaf.parameter("v", new Init.FanIn(1), width), h), STEP);
    Run run = walk.start(name, setup, chains);
    List<float[]> weights = weights();
    for (int layer = 0; layer < depth; layer++) {
      run.block("w" + layer).set(weights.get(layer));
    }
    run.block("v").set(weights.getLast());
    float[] starts = Data.normals(STREAM, 2 * chains, 1);
    Walk.Quiet quiet = walk.check(run, starts, point -> gradient(weights, point));
    return Steps.of(run, quiet.check(), chains * flops());
  }

  /// A product forward and one back in each layer.
  private double flops() {
    return 4.0 * width * (2 + (depth - 1.0) * width);
  }

  private int in(int layer) {
    return layer == 0 ? 2 : width;
  }

  private List<float[]> weights() {
    List<float[]> weights = new ArrayList<>();
    for (int layer = 0; layer < depth; layer++) {
      double scale = 1 / Math.sqrt(in(layer));
      weights.add(Data.normals(STREAM + 1 + layer, width * in(layer), scale));
    }
    weights.add(Data.normals(STREAM - 1, width, 1 / Math.sqrt(width)));
    return weights;
  }

  private double[] gradient(List<float[]> weights, double[] point) {
    List<double[]> before = new ArrayList<>();
    double[] h = point;
    for (int layer = 0; layer < depth; layer++) {
      double[] sums = new double[width];
      for (int i = 0; i < width; i++) {
        for (int k = 0; k < h.length; k++) {
          sums[i] += weights.get(layer)[i * h.length + k] * h[k];
        }
      }
      before.add(sums);
      h = new double[width];
      for (int i = 0; i < width; i++) {
        h[i] = Math.log1p(Math.exp(-Math.abs(sums[i]))) + Math.max(sums[i], 0);
      }
    }
    double[] slope = Data.wide(weights.getLast());
    for (int layer = depth - 1; layer >= 0; layer--) {
      double[] next = new double[in(layer)];
      for (int i = 0; i < width; i++) {
        double s = slope[i] / (1 + Math.exp(-before.get(layer)[i]));
        for (int k = 0; k < next.length; k++) {
          next[k] += s * weights.get(layer)[i * next.length + k];
        }
      }
      slope = next;
    }
    return slope;
  }
}
