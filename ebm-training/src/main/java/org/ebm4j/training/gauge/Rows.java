package org.ebm4j.training.gauge;

import org.ebm4j.training.data.Dataset;

/// The f64 side of a data set: what several gauges first do with its rows.
final class Rows {
  private Rows() {}

  /// Refuses fewer rows than a statistic needs.
  static void require(String gauge, Dataset data, int least) {
    if (data.size() < least) {
      throw new IllegalArgumentException(
          gauge
              + ": needs at least "
              + least
              + " rows, found "
              + data.size()
              + "; give it a larger batch");
    }
  }

  /// The values in f64, (n, d) row by row.
  static double[] wide(Dataset data) {
    float[] values = data.values();
    double[] wide = new double[values.length];
    for (int k = 0; k < wide.length; k++) {
      wide[k] = values[k];
    }
    return wide;
  }

  /// The mean of each column.
  static double[] means(double[] rows, int width) {
    int n = rows.length / width;
    double[] mean = new double[width];
    for (int k = 0; k < rows.length; k++) {
      mean[k % width] += rows[k];
    }
    for (int j = 0; j < width; j++) {
      mean[j] /= n;
    }
    return mean;
  }

  /// Subtracts the column means. Modifies `rows`.
  static double[] centred(double[] rows, int width) {
    double[] mean = means(rows, width);
    for (int k = 0; k < rows.length; k++) {
      rows[k] -= mean[k % width];
    }
    return rows;
  }

  static boolean finite(double[] values) {
    for (double v : values) {
      if (!Double.isFinite(v)) {
        return false;
      }
    }
    return true;
  }

  /// The greatest value; NaN where one is NaN.
  static double greatest(double[] values) {
    double most = Double.NEGATIVE_INFINITY;
    for (double v : values) {
      most = Math.max(most, v);
    }
    return most;
  }

  /// Arithmetic mean.
  static double mean(double[] values) {
    double sum = 0;
    for (double v : values) {
      sum += v;
    }
    return sum / values.length;
  }

  /// Variance over n − 1.
  static double variance(double[] values) {
    double mean = mean(values);
    double sum = 0;
    for (double v : values) {
      sum += (v - mean) * (v - mean);
    }
    return sum / (values.length - 1);
  }
}
