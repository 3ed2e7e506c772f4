package org.ebm4j.inference.diagnose;

import java.util.Arrays;

/// Means and halves of chains.
final class Chains {
  private Chains() {}

  static void require(String what, double[][] chains, int draws) {
    int found = chains.length == 0 ? 0 : chains[0].length;
    if (found < draws) {
      throw new IllegalArgumentException(
          what
              + ": needs at least one chain of "
              + draws
              + " draws, found "
              + chains.length
              + " chains of "
              + found);
    }
    for (double[] chain : chains) {
      if (chain.length != found) {
        throw new IllegalArgumentException(
            what + ": chains should be of one length, found " + found + " and " + chain.length);
      }
    }
  }

  static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  /// Σ (v − mean)²/(n − 1).
  static double variance(double[] values) {
    double mean = mean(values);
    return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1);
  }

  /// First and second half of each chain; of an odd number the middle draw is left out.
  static double[][] halves(double[][] chains) {
    int half = chains[0].length / 2;
    double[][] halves = new double[2 * chains.length][];
    for (int m = 0; m < chains.length; m++) {
      halves[2 * m] = Arrays.copyOf(chains[m], half);
      halves[2 * m + 1] = Arrays.copyOfRange(chains[m], chains[m].length - half, chains[m].length);
    }
    return halves;
  }

  static double[] joined(double[][] chains) {
    return Arrays.stream(chains).flatMapToDouble(Arrays::stream).toArray();
  }
}
