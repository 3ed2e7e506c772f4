package org.ebm4j.kernels.asm;

/// A vector register by number; how many bits of it an instruction works on is the assembler's
/// [Width], not the register's.
///
/// VEX reaches V0–V15, EVEX all 32.
public enum Vec implements Operand {
  V0,
  V1,
  V2,
  V3,
  V4,
  V5,
  V6,
  V7,
  V8,
  V9,
  V10,
  V11,
  V12,
  V13,
  V14,
  V15,
  V16,
  V17,
  V18,
  V19,
  V20,
  V21,
  V22,
  V23,
  V24,
  V25,
  V26,
  V27,
  V28,
  V29,
  V30,
  V31;

  private static final Vec[] ALL = values();

  /// The register with a number, 0–31.
  public static Vec of(int number) {
    return ALL[number];
  }

  /// The number the processor knows it by.
  @SuppressWarnings("EnumOrdinal") // the constants stand in the order of their numbers
  public int number() {
    return ordinal();
  }
}
