package org.ebm4j.kernels.asm;

/// A mask register: one bit a lane. K0 in an instruction that takes a mask means "all lanes".
public enum Mask {
  K0,
  K1,
  K2,
  K3,
  K4,
  K5,
  K6,
  K7;

  /// The number the processor knows it by.
  @SuppressWarnings("EnumOrdinal") // the constants stand in the order of their numbers
  public int number() {
    return ordinal();
  }
}
