package org.ebm4j.training.data;

import java.io.IOException;
import java.io.UncheckedIOException;

/// 1797 real handwritten digits of 8×8 grey values, with their labels; shipped with the library.
///
/// The test set of Optical Recognition of Handwritten Digits, E. Alpaydin and C. Kaynak 1998, UCI
/// Machine Learning Repository, CC BY 4.0. Each grey value counts the ink pixels of a 4×4 block, so
/// the values are whole numbers 0 (paper) … 16 (ink). The classes have 174 to 183 images each.
///
/// Source: [Alpaydin & Kaynak 1998, Kybernetika 34(4)].
public final class Digits {
  /// The ink of a full block, the greatest value.
  public static final int INK = 16;

  private Digits() {}

  /// How the 64 values lie.
  public static Images images() {
    return new Images(8, 8);
  }

  /// The values as they are, 0 … 16; rows of shape 8×8 with labels 0 … 9.
  public static Dataset load() {
    return Loaded.DIGITS;
  }

  /// Values scaled to [0, 1], paper 0 and ink 1: v/16, exact.
  public static Dataset unit() {
    return load().rescaled(0, INK, 0, 1);
  }

  /// Values scaled to [−1, 1], paper −1 and ink 1: v/8 − 1, exact.
  public static Dataset signed() {
    return load().rescaled(0, INK, -1, 1);
  }

  /// Read once, at the first use.
  private static final class Loaded {
    static final Dataset DIGITS = read();

    private static Dataset read() {
      String name = "digits.csv.gz";
      try (var in = Digits.class.getResourceAsStream(name)) {
        if (in == null) {
          throw new IllegalStateException(
              "digits: " + name + " is missing from the library; build it again");
        }
        return CsvFile.parse(RawFile.read(name, in, 1 << 20)).labelledBy(64).shaped(8, 8);
      } catch (IOException e) {
        throw new UncheckedIOException("digits: the shipped file cannot be read", e);
      }
    }
  }
}
