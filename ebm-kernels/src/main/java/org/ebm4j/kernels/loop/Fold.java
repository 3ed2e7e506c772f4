package org.ebm4j.kernels.loop;

/// What the inner loops of a nest gather, in ascending order of the indices.
///
/// @param kind how
/// @param a the value gathered, a position in the body
/// @param b the second factor of a product, else −1
public record Fold(Kind kind, int a, int b) {
  public enum Kind {
    /// from 0: acc + a
    SUM,
    /// from 0: fma(a, b, acc)
    PRODUCT_SUM,
    /// from −∞: the larger; NaN once there was one
    MAX
  }
}
