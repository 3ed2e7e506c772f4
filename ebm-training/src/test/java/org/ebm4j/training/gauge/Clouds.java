package org.ebm4j.training.gauge;

import org.ebm4j.api.random.Purpose;
import org.ebm4j.api.random.RandomStream;
import org.ebm4j.training.data.Dataset;

/// Embeddings of known shape.
final class Clouds {
  private Clouds() {}

  static Dataset normal(int n, int d, long seed) {
    float[] values = new float[n * d];
    RandomStream.of(seed, Purpose.DATA, 1, 0).normals(values);
    return Dataset.of(values, d);
  }

  static Dataset constant(int n, float... row) {
    float[] values = new float[n * row.length];
    for (int k = 0; k < values.length; k++) {
      values[k] = row[k % row.length];
    }
    return Dataset.of(values, row.length);
  }

  /// Turns the first two coordinates by 45°.
  static Dataset turned(Dataset z) {
    float[] values = z.values();
    for (int at = 0; at < values.length; at += z.width()) {
      double x = values[at];
      double y = values[at + 1];
      values[at] = (float) ((x - y) * Math.sqrt(0.5));
      values[at + 1] = (float) ((x + y) * Math.sqrt(0.5));
    }
    return Dataset.of(values, z.width());
  }
}
