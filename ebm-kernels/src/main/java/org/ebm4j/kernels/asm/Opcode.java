package org.ebm4j.kernels.asm;

/// The columns of a vector instruction's row.
///
/// @param map which table of opcodes `code` is in
/// @param prefix the mandatory prefix that tells ps, pd, ss and sd apart
/// @param code the opcode byte
/// @param w the W bit; 0 where the processor ignores it, which allows the two-byte VEX prefix
/// @param length the vector length the instruction is encoded with
public record Opcode(Map map, Prefix prefix, int code, int w, Length length) {

  /// Opcode map, with its number in VEX.
  public enum Map {
    /// `0F`.
    M0F(1),
    /// `0F 38`.
    M0F38(2),
    /// `0F 3A`.
    M0F3A(3);

    final int number;

    Map(int number) {
      this.number = number;
    }
  }

  /// Mandatory prefix, with its number in VEX.
  public enum Prefix {
    /// No prefix.
    NP(0),
    /// `66`.
    P66(1),
    /// `F3`.
    PF3(2),
    /// `F2`.
    PF2(3);

    final int number;

    Prefix(int number) {
      this.number = number;
    }
  }

  /// Vector length of an instruction.
  public enum Length {
    /// The assembler's width.
    WIDE,
    /// Always 128 bits: scalars, and transfers of one lane.
    L128,
    /// Always 256 bits: what moves halves, or is not defined on 128.
    L256;

    /// The width an instruction of this length has in an assembler of width `assembler`.
    Width in(Width assembler) {
      return switch (this) {
        case WIDE -> assembler;
        case L128 -> Width.XMM;
        case L256 -> Width.YMM;
      };
    }
  }
}
