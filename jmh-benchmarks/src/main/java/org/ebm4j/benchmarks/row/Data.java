package org.ebm4j.benchmarks.row;

import org.ebm4j.api.random.Purpose;
import org.ebm4j.api.random.RandomStream;

/// The numbers the work is done on: the same in every process and for every peer.
public final class Data {
  private static final long SEED = 1;

  private Data() {}

  /// `count` numbers of N(0, scale²).
  ///
  /// @param stream which of them: one for each array of a row
  public static float[] normals(int stream, int count, double scale) {
    float[] numbers = new float[count];
    RandomStream.of(SEED, Purpose.DATA, stream, 0).normals(numbers);
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) (scale * numbers[i]);
    }
    return numbers;
  }

  /// As doubles.
  public static double[] wide(float[] numbers) {
    double[] wide = new double[numbers.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = numbers[i];
    }
    return wide;
  }

  /// Without signs.
  public static float[] absolute(float[] numbers) {
    float[] all = numbers.clone();
    for (int i = 0; i < all.length; i++) {
      all[i] = Math.abs(all[i]);
    }
    return all;
  }
}
