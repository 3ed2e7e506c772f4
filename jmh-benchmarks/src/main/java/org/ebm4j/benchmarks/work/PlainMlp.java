package org.ebm4j.benchmarks.work;

import java.util.List;
import org.ebm4j.benchmarks.row.Array;
import org.ebm4j.benchmarks.row.Data;

/// The same network in nested loops: in f64 to check answers, in f32 as what a person writes
/// without a toolkit.
final class PlainMlp {
  private final int hidden;
  private final float[] w1; // (hidden, 2)
  private final float[] b1;
  private final float[] w2; // (hidden, hidden)
  private final float[] b2;
  private final float[] w3;
  private final float[] first;
  private final float[] slope;
  private final float[] back;

  private PlainMlp(int hidden) {
    this.hidden = hidden;
    w1 = Data.normals(11, 2 * hidden, 1);
    b1 = Data.normals(12, hidden, .5);
    w2 = Data.normals(13, hidden * hidden, 1 / Math.sqrt(hidden));
    b2 = Data.normals(14, hidden, .1);
    w3 = Data.absolute(Data.normals(15, hidden, 1 / 8.0));
    first = new float[hidden];
    slope = new float[hidden];
    back = new float[hidden];
  }

  static PlainMlp of(int hidden) {
    return new PlainMlp(hidden);
  }

  /// By the names of the program's parameters.
  List<Array> arrays() {
    return List.of(
        new Array("w1", w1, hidden, 2),
        new Array("b1", b1, hidden),
        new Array("w2", w2, hidden, hidden),
        new Array("b2", b2, hidden),
        new Array("w3", w3, hidden));
  }

  /// Multiplications and additions of one chain's gradient, each counted once; activations and
  /// noise not counted.
  double flops() {
    return 4.0 * hidden * hidden + 12.0 * hidden;
  }

  double energy(double[] y) {
    double energy = 0;
    double[] h = hidden(y);
    for (int i = 0; i < hidden; i++) {
      energy += w3[i] * softplus(second(h, i));
    }
    return energy;
  }

  double[] gradient(double[] y) {
    double[] h = hidden(y);
    double[] backward = new double[hidden];
    for (int i = 0; i < hidden; i++) {
      double g = w3[i] * sigmoid(second(h, i));
      for (int j = 0; j < hidden; j++) {
        backward[j] += w2[i * hidden + j] * g;
      }
    }
    double[] gradient = new double[2];
    for (int j = 0; j < hidden; j++) {
      double g = backward[j] * sigmoid(before(y, j));
      gradient[0] += g * w1[2 * j];
      gradient[1] += g * w1[2 * j + 1];
    }
    return gradient;
  }

  private double before(double[] y, int j) {
    return w1[2 * j] * y[0] + w1[2 * j + 1] * y[1] + b1[j];
  }

  private double[] hidden(double[] y) {
    double[] h = new double[hidden];
    for (int j = 0; j < hidden; j++) {
      h[j] = softplus(before(y, j));
    }
    return h;
  }

  private double second(double[] h, int i) {
    double sum = b2[i];
    for (int j = 0; j < hidden; j++) {
      sum += w2[i * hidden + j] * h[j];
    }
    return sum;
  }

  private static double softplus(double h) {
    return Math.log1p(Math.exp(-Math.abs(h))) + Math.max(h, 0);
  }

  private static double sigmoid(double h) {
    return 1 / (1 + Math.exp(-h));
  }

  /// The sum of all gradients' elements in f32, for its time.
  float gradients(float[] points) {
    float sum = 0;
    for (int at = 0; at < points.length; at += 2) {
      sum += gradient(points[at], points[at + 1]);
    }
    return sum;
  }

  private float gradient(float x, float y) {
    for (int j = 0; j < hidden; j++) {
      float h = w1[2 * j] * x + w1[2 * j + 1] * y + b1[j];
      first[j] = (float) softplus(h);
      slope[j] = (float) sigmoid(h);
      back[j] = 0;
    }
    for (int i = 0; i < hidden; i++) {
      float h = b2[i];
      for (int j = 0; j < hidden; j++) {
        h += w2[i * hidden + j] * first[j];
      }
      float g = (float) (w3[i] * sigmoid(h));
      for (int j = 0; j < hidden; j++) {
        back[j] += w2[i * hidden + j] * g;
      }
    }
    float sum = 0;
    for (int j = 0; j < hidden; j++) {
      sum += back[j] * slope[j] * (w1[2 * j] + w1[2 * j + 1]);
    }
    return sum;
  }
}
