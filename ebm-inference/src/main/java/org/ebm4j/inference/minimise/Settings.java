package org.ebm4j.inference.minimise;

/// Checks of a method's numbers.
final class Settings {
  private Settings() {}

  static void positive(String what, double found, String wayOut) {
    if (!(found > 0 && found < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          what + " should be positive and finite, found " + found + "; " + wayOut);
    }
  }

  static void share(String what, double found, String wayOut) {
    if (!(found >= 0 && found < 1)) {
      throw new IllegalArgumentException(
          what + " should be at least 0 and below 1, found " + found + "; " + wayOut);
    }
  }
}
