package org.ebm4j.kernels.asm;

/// The sixteen 64-bit general-purpose registers, in the order of their numbers.
public enum Register {
  RAX,
  RCX,
  RDX,
  RBX,
  RSP,
  RBP,
  RSI,
  RDI,
  R8,
  R9,
  R10,
  R11,
  R12,
  R13,
  R14,
  R15;

  private static final Register[] ALL = values();

  /// The register with a number, 0–15.
  public static Register of(int number) {
    return ALL[number];
  }

  /// The number the processor knows it by, 0–15.
  @SuppressWarnings("EnumOrdinal") // the constants stand in the order of their numbers
  public int number() {
    return ordinal();
  }
}
