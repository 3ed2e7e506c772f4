package org.ebm4j.benchmarks.work;

import java.util.ArrayList;
import java.util.List;
import org.ebm4j.benchmarks.row.Array;
import org.ebm4j.benchmarks.row.Data;

/// The training step in nested loops, f64: loss, gradient written by hand, Adam's first step.
///
///     L = 25·mean (u − v)² + Σ over views of 25·mean relu(1 − √(varⱼ + 10⁻⁴)) + Σ_{i≠j} c²ᵢⱼ / d
///
/// with c the covariance over n − 1 of a view's d outputs and varⱼ = cⱼⱼ.
final class PlainVicreg {
  private static final int PIXELS = 64;

  private final int n;
  private final int[] sizes;
  private final float[][] views; // two of (n, 64)
  private final double[][] w = new double[3][]; // (out, in)
  private final double[][] b = new double[3][];
  private final double[][] weightSlopes = new double[3][];
  private final double[][] biasSlopes = new double[3][];
  private final double[][][] layers = new double[2][4][]; // of each view: input and three outputs

  private PlainVicreg(int n, int hidden, int out, float[]... views) {
    this.n = n;
    this.sizes = new int[] {PIXELS, hidden, hidden, out};
    this.views = views;
    for (int view = 0; view < 2; view++) {
      layers[view][0] = Data.wide(views[view]);
    }
    for (int l = 0; l < 3; l++) {
      int count = sizes[l] * sizes[l + 1];
      w[l] = Data.wide(Data.normals(32 + l, count, Math.sqrt(2.0 / sizes[l])));
      b[l] = new double[sizes[l + 1]];
      weightSlopes[l] = new double[count];
      biasSlopes[l] = new double[sizes[l + 1]];
    }
  }

  /// With random numbers for views.
  static PlainVicreg of(int n, int hidden, int out) {
    float[] first = Data.normals(30, n * PIXELS, 1);
    float[] second = Data.normals(31, n * PIXELS, 1);
    return new PlainVicreg(n, hidden, out, first, second);
  }

  /// With views of n rows of pixels.
  static PlainVicreg of(int n, int hidden, int out, float[] first, float[] second) {
    return new PlainVicreg(n, hidden, out, first, second);
  }

  /// Views and weights by the names of the program's arrays.
  List<Array> arrays() {
    List<Array> arrays = new ArrayList<>();
    arrays.add(new Array("x", views[0], n, PIXELS));
    arrays.add(new Array("y", views[1], n, PIXELS));
    for (int l = 0; l < 3; l++) {
      float[] start = Data.normals(32 + l, w[l].length, Math.sqrt(2.0 / sizes[l]));
      arrays.add(new Array("w" + l, start, sizes[l + 1], sizes[l]));
      arrays.add(new Array("b" + l, new float[b[l].length], b[l].length));
    }
    return arrays;
  }

  double[] weightSlope(int layer) {
    return weightSlopes[layer];
  }

  double[] biasSlope(int layer) {
    return biasSlopes[layer];
  }

  /// The loss of the weights as they are.
  double loss() {
    double loss = 0;
    for (int view = 0; view < 2; view++) {
      forward(layers[view]);
      loss += spread(layers[view][3], new double[n * sizes[3]]);
    }
    return loss + agreement(new double[n * sizes[3]]);
  }

  /// The loss and, in the slopes, its gradient.
  double backward() {
    double loss = 0;
    double[][] slopes = new double[2][n * sizes[3]];
    for (int view = 0; view < 2; view++) {
      forward(layers[view]);
      loss += spread(layers[view][3], slopes[view]);
    }
    double[] apart = new double[n * sizes[3]];
    loss += agreement(apart);
    for (int i = 0; i < apart.length; i++) {
      slopes[0][i] += apart[i];
      slopes[1][i] -= apart[i];
    }
    back(layers[0], slopes[0]);
    back(layers[1], slopes[1]);
    return loss;
  }

  /// Adam's first step of 10⁻³: the averages are the gradient and its square.
  void adam() {
    for (int l = 0; l < 3; l++) {
      adam(w[l], weightSlopes[l]);
      adam(b[l], biasSlopes[l]);
    }
  }

  private static void adam(double[] weights, double[] slopes) {
    for (int i = 0; i < weights.length; i++) {
      weights[i] -= 1e-3 * slopes[i] / (Math.abs(slopes[i]) + 1e-8);
    }
  }

  private void forward(double[][] layer) {
    for (int l = 0; l < 3; l++) {
      int in = sizes[l];
      int out = sizes[l + 1];
      double[] transposed = transposed(w[l], out, in);
      double[] next = new double[n * out];
      for (int row = 0; row < n; row++) {
        System.arraycopy(b[l], 0, next, row * out, out);
        for (int k = 0; k < in; k++) {
          add(layer[l][row * in + k], transposed, k * out, next, row * out, out);
        }
        for (int j = row * out; l < 2 && j < (row + 1) * out; j++) {
          next[j] = Math.max(next[j], 0);
        }
      }
      layer[l + 1] = next;
    }
  }

  private void back(double[][] layer, double[] slopes) {
    double[] slope = slopes;
    for (int l = 2; l >= 0; l--) {
      int in = sizes[l];
      int out = sizes[l + 1];
      double[] before = new double[n * in];
      for (int row = 0; row < n; row++) {
        for (int j = 0; j < out; j++) {
          double s = slope[row * out + j];
          if (l < 2 && layer[l + 1][row * out + j] <= 0) {
            continue;
          }
          biasSlopes[l][j] += s;
          add(s, layer[l], row * in, weightSlopes[l], j * in, in);
          add(s, w[l], j * in, before, row * in, in);
        }
      }
      slope = before;
    }
  }

  /// 25·mean (u − v)², and its derivative by u.
  private double agreement(double[] slope) {
    double[] u = layers[0][3];
    double[] v = layers[1][3];
    double sum = 0;
    for (int i = 0; i < u.length; i++) {
      double apart = u[i] - v[i];
      sum += apart * apart;
      slope[i] = 50 * apart / u.length;
    }
    return 25 * sum / u.length;
  }

  /// The two terms of one view z `(n, d)`, and their derivative by z.
  private double spread(double[] z, double[] slope) {
    int d = sizes[3];
    double[] centred = centred(z, d);
    double[] c = new double[d * d];
    for (int row = 0; row < n; row++) {
      for (int i = 0; i < d; i++) {
        add(centred[row * d + i] / (n - 1), centred, row * d, c, i * d, d);
      }
    }
    double hinges = 0;
    double others = 0;
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        others += i == j ? 0 : c[i * d + j] * c[i * d + j];
        c[i * d + j] = i == j ? c[i * d + j] : 2 * c[i * d + j] / d; // now ∂L/∂c off the diagonal
      }
      double deviation = Math.sqrt(c[i * d + i] + 1e-4);
      hinges += Math.max(0, 1 - deviation);
      c[i * d + i] = deviation < 1 ? -25.0 / d / (2 * deviation) : 0;
    }
    for (int row = 0; row < n; row++) {
      for (int i = 0; i < d; i++) {
        add(2 * centred[row * d + i] / (n - 1), c, i * d, slope, row * d, d);
      }
    }
    System.arraycopy(centred(slope, d), 0, slope, 0, slope.length);
    return 25 * hinges / d + others / d;
  }

  private double[] centred(double[] z, int d) {
    double[] mean = new double[d];
    for (int row = 0; row < n; row++) {
      add(1.0 / n, z, row * d, mean, 0, d);
    }
    double[] centred = z.clone();
    for (int row = 0; row < n; row++) {
      add(-1, mean, 0, centred, row * d, d);
    }
    return centred;
  }

  private static double[] transposed(double[] matrix, int rows, int columns) {
    double[] turned = new double[matrix.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        turned[j * rows + i] = matrix[i * columns + j];
      }
    }
    return turned;
  }

  /// to += a · from.
  private static void add(double a, double[] from, int f, double[] to, int t, int count) {
    for (int i = 0; i < count; i++) {
      to[t + i] += a * from[f + i];
    }
  }
}
