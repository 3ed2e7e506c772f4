package org.ebm4j.benchmarks;

import org.ebm4j.api.random.Purpose;
import org.ebm4j.api.random.RandomStream;

/// What a person writes without a toolkit: the gradient of the same energy in nested loops.
final class PlainMlp {
  private final int hidden;
  private final int chains;
  private final float[] w1;
  private final float[] b1;
  private final float[] w2;
  private final float[] b2;
  private final float[] w3;
  private final float[] points;
  private final float[] first;
  private final float[] slope;
  private final float[] back;

  PlainMlp(int hidden, int chains) {
    this.hidden = hidden;
    this.chains = chains;
    w1 = numbers(0, 2 * hidden);
    b1 = numbers(1, hidden);
    w2 = numbers(2, hidden * hidden);
    b2 = numbers(3, hidden);
    w3 = numbers(4, hidden);
    points = numbers(5, 2 * chains);
    first = new float[hidden];
    slope = new float[hidden];
    back = new float[hidden];
  }

  private static float[] numbers(int stream, int count) {
    float[] numbers = new float[count];
    RandomStream.of(1, Purpose.DATA, stream, 0).normals(numbers);
    return numbers;
  }

  /// The sum of all gradients' elements.
  float gradients() {
    float sum = 0;
    for (int chain = 0; chain < chains; chain++) {
      sum += gradient(points[2 * chain], points[2 * chain + 1]);
    }
    return sum;
  }

  private float gradient(float x, float y) {
    for (int j = 0; j < hidden; j++) {
      float h = w1[2 * j] * x + w1[2 * j + 1] * y + b1[j];
      first[j] = (float) (Math.log1p(Math.exp(-Math.abs(h))) + Math.max(h, 0));
      slope[j] = (float) (1 / (1 + Math.exp(-h)));
      back[j] = 0;
    }
    for (int i = 0; i < hidden; i++) {
      float h = b2[i];
      for (int j = 0; j < hidden; j++) {
        h += w2[i * hidden + j] * first[j];
      }
      float g = (float) (w3[i] / (1 + Math.exp(-h)));
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
