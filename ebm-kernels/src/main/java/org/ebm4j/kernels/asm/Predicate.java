package org.ebm4j.kernels.asm;

/// What a lane-wise comparison asks. Quiet predicates: NaN raises no flag.
///
/// *Ordered* comparisons are false when an operand is NaN, *unordered* ones are true.
///
/// Source: [Intel SDM vol. 2, CMPPD, table 3-1].
public enum Predicate {
  /// a = b, ordered.
  EQUAL(0x00),
  /// a < b, ordered.
  LESS(0x11),
  /// a ≤ b, ordered.
  LESS_OR_EQUAL(0x12),
  /// a or b is NaN.
  UNORDERED(0x03),
  /// a ≠ b, unordered.
  NOT_EQUAL(0x04),
  /// ¬(a < b), unordered.
  NOT_LESS(0x15),
  /// ¬(a ≤ b), unordered.
  NOT_LESS_OR_EQUAL(0x16),
  /// Neither a nor b is NaN.
  ORDERED(0x07),
  /// a ≠ b, ordered.
  LESS_OR_GREATER(0x0C),
  /// a ≥ b, ordered.
  GREATER_OR_EQUAL(0x1D),
  /// a > b, ordered.
  GREATER(0x1E);

  private final int immediate;

  Predicate(int immediate) {
    this.immediate = immediate;
  }

  /// The byte that ends the instruction.
  public int immediate() {
    return immediate;
  }
}
