package org.ebm4j.kernels.asm;

/// What a conditional jump waits for, with the processor's number for it.
///
/// After `CMP a, b` the names read "a … b": ABOVE and BELOW compare unsigned, GREATER and LESS
/// signed.
public enum Condition {
  OVERFLOW(0x0),
  NOT_OVERFLOW(0x1),
  BELOW(0x2),
  ABOVE_OR_EQUAL(0x3),
  ZERO(0x4),
  NOT_ZERO(0x5),
  BELOW_OR_EQUAL(0x6),
  ABOVE(0x7),
  SIGN(0x8),
  NOT_SIGN(0x9),
  PARITY(0xA),
  NOT_PARITY(0xB),
  LESS(0xC),
  GREATER_OR_EQUAL(0xD),
  LESS_OR_EQUAL(0xE),
  GREATER(0xF);

  /// Same as ZERO, as it reads after a comparison.
  public static final Condition EQUAL = ZERO;

  /// Same as NOT_ZERO, as it reads after a comparison.
  public static final Condition NOT_EQUAL = NOT_ZERO;

  /// Same as BELOW: the carry flag is set.
  public static final Condition CARRY = BELOW;

  private final int number;

  Condition(int number) {
    this.number = number;
  }

  /// The low four bits of the jump's opcode.
  int number() {
    return number;
  }
}
