package org.ebm4j.cli.train;

import org.ebm4j.api.weights.Tensor;
import org.ebm4j.training.data.Dataset;

/// Means and standard deviations of columns, and their ends.
record Moments(double[] mean, double[] sd, double[] least, double[] most) {

  static Moments of(Dataset rows) {
    int width = rows.width();
    int size = rows.size();
    Moments of =
        new Moments(new double[width], new double[width], new double[width], new double[width]);
    for (int j = 0; j < width; j++) {
      of.least[j] = Double.POSITIVE_INFINITY;
      of.most[j] = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < size; i++) {
        of.mean[j] += rows.get(i, j) / (double) size;
        of.least[j] = Math.min(of.least[j], rows.get(i, j));
        of.most[j] = Math.max(of.most[j], rows.get(i, j));
      }
      double squares = 0;
      for (int i = 0; i < size; i++) {
        squares += (rows.get(i, j) - of.mean[j]) * (rows.get(i, j) - of.mean[j]);
      }
      of.sd[j] = Math.sqrt(squares / size);
    }
    return of;
  }

  float[] means() {
    float[] means = new float[mean.length];
    for (int j = 0; j < means.length; j++) {
      means[j] = (float) mean[j];
    }
    return means;
  }

  /// The root of the mean variance; 1 where no column varies.
  double spread() {
    double squares = 0;
    for (double one : sd) {
      squares += one * one / sd.length;
    }
    return squares > 0 ? Math.sqrt(squares) : 1;
  }

  /// (columns, 2): mean and standard deviation.
  Tensor tensor() {
    double[] both = new double[2 * mean.length];
    for (int j = 0; j < mean.length; j++) {
      both[2 * j] = mean[j];
      both[2 * j + 1] = sd[j];
    }
    return Tensor.of(both, mean.length, 2);
  }

  /// Left, right, bottom, top of the first two columns with a margin.
  double[] area() {
    double[] area = new double[4];
    for (int j = 0; j < 2; j++) {
      double margin = Math.max(0.2 * (most[j] - least[j]), 1e-3 * (1 + Math.abs(mean[j])));
      area[2 * j] = least[j] - margin;
      area[2 * j + 1] = most[j] + margin;
    }
    return area;
  }
}
