package org.ebm4j.kernels.asm;

/// The direction a lane is rounded in. Bit 3 says that inexact results raise no flag.
public enum Rounding {
  /// To the nearest whole number, ties to even.
  NEAREST(8),
  /// Towards −∞.
  DOWN(9),
  /// Towards +∞.
  UP(10),
  /// Towards zero.
  ZERO(11);

  private final int immediate;

  Rounding(int immediate) {
    this.immediate = immediate;
  }

  /// The byte that ends the instruction.
  public int immediate() {
    return immediate;
  }
}
