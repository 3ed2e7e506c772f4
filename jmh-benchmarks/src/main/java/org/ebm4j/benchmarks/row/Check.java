package org.ebm4j.benchmarks.row;

import java.util.Locale;

/// An answer held against an independent one.
///
/// @param against what computed the other one
/// @param error the largest difference, as a part of the largest number wanted
/// @param tolerance what it may be
public record Check(String against, double error, double tolerance) {

  /// Compares number by number.
  ///
  /// @throws WrongAnswer beyond the tolerance, and for a number that is not finite
  public static Check equal(String against, double[] found, double[] wanted, double tolerance) {
    if (found.length != wanted.length) {
      throw new WrongAnswer(
          "found %d numbers where %s has %d".formatted(found.length, against, wanted.length));
    }
    double scale = Double.MIN_NORMAL;
    double off = 0;
    for (int i = 0; i < wanted.length; i++) {
      scale = Math.max(scale, Math.abs(wanted[i]));
      off = Math.max(off, Math.abs(wanted[i] - found[i])); // a NaN stays
    }
    return new Check(against, off / scale, tolerance).orThrow();
  }

  /// This check, passed.
  ///
  /// @throws WrongAnswer beyond the tolerance
  public Check orThrow() {
    if (!(error <= tolerance)) {
      throw new WrongAnswer(
          String.format(
              Locale.ROOT,
              "the answer is off by %.3g of the largest number (held against %s), allowed is %.3g; a wrong answer is not timed",
              error,
              against,
              tolerance));
    }
    return this;
  }

  /// Both passed; the one nearer to its limit.
  public Check and(Check other) {
    return other.error / other.tolerance > error / tolerance ? other : this;
  }
}
