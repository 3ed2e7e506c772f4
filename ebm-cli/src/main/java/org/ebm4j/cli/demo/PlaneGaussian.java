package org.ebm4j.cli.demo;

import java.util.List;
import org.ebm4j.api.random.Purpose;
import org.ebm4j.api.random.RandomStream;
import org.ebm4j.training.data.Dataset;

/// One Gaussian fitted to points in the plane: the simplest description of them, which a learned
/// energy must beat.
///
/// @param x mean
/// @param y mean
/// @param xx variance
/// @param xy covariance
/// @param yy variance
record PlaneGaussian(double x, double y, double xx, double xy, double yy) {

  /// By the mean and covariance of the points, which are not modified.
  static PlaneGaussian fittedTo(Dataset points) {
    double[] sum = new double[5];
    for (int i = 0; i < points.size(); i++) {
      double a = points.get(i, 0);
      double b = points.get(i, 1);
      List<Double> terms = List.of(a, b, a * a, a * b, b * b);
      for (int k = 0; k < 5; k++) {
        sum[k] += terms.get(k) / points.size();
      }
    }
    return new PlaneGaussian(
        sum[0],
        sum[1],
        sum[2] - sum[0] * sum[0],
        sum[3] - sum[0] * sum[1],
        sum[4] - sum[1] * sum[1]);
  }

  /// The mean of log N(p; mean, covariance) over the points, in nats.
  double meanLogDensity(Dataset points) {
    double determinant = xx * yy - xy * xy;
    double sum = 0;
    for (int i = 0; i < points.size(); i++) {
      double a = points.get(i, 0) - x;
      double b = points.get(i, 1) - y;
      sum += (yy * a * a - 2 * xy * a * b + xx * b * b) / determinant;
    }
    return -sum / points.size() / 2 - Math.log(2 * Math.PI) - Math.log(determinant) / 2;
  }

  /// Points of its own.
  Dataset sample(int count, long seed) {
    double[] normals = new double[2 * count];
    RandomStream.of(seed, Purpose.DATA, 0, 0).normals(normals);
    double a = Math.sqrt(xx); // the lower triangle of a Cholesky factor
    double b = xy / a;
    double c = Math.sqrt(yy - b * b);
    float[] points = new float[2 * count];
    for (int i = 0; i < count; i++) {
      points[2 * i] = (float) (x + a * normals[2 * i]);
      points[2 * i + 1] = (float) (y + b * normals[2 * i] + c * normals[2 * i + 1]);
    }
    return Dataset.of(points, 2);
  }
}
