package org.ebm4j.inference.sample;

/// A check of a sampler's numbers.
final class Positive {
  private Positive() {}

  static void require(String what, double found, String wayOut) {
    if (!(found > 0 && found < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          what + " should be positive and finite, found " + found + "; " + wayOut);
    }
  }
}
