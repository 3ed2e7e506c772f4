package org.ebm4j.kernels.asm;

/// The columns of a vector instruction's row.
///
/// @param map which table of opcodes `code` is in
/// @param prefix the mandatory prefix that tells ps, pd, ss and sd apart
/// @param code the opcode byte
/// @param w the W bit; 0 where the processor ignores it, which allows the two-byte VEX prefix
/// @param length the vector length the instruction is encoded with
/// @param wide its form in EVEX
public record Opcode(Map map, Prefix prefix, int code, int w, Length length, Wide wide) {

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
    /// Always 256 bits: what moves halves.
    L256,
    /// The assembler's width, but 256 bits at least: not defined on 128.
    NOT_L128;

    /// The width an instruction of this length has in an assembler of width `assembler`.
    Width in(Width assembler) {
      return switch (this) {
        case WIDE -> assembler;
        case L128 -> Width.XMM;
        case L256 -> Width.YMM;
        case NOT_L128 -> assembler == Width.XMM ? Width.YMM : assembler;
      };
    }
  }

  /// What EVEX asks of an instruction: a W bit that counts, and how much memory it reads, in whose
  /// multiples a displacement of one byte is counted.
  public enum Wide {
    /// No such form.
    NONE(0, 0),
    /// Lanes of 32 bits, a whole vector.
    S(0, 0),
    /// Lanes of 64 bits, a whole vector.
    D(1, 0),
    /// Lanes of 32 bits that are widened: half a vector.
    S_HALF(0, -1),
    /// Lanes of 64 bits, half a vector.
    D_HALF(1, -1),
    /// One lane of 32 bits.
    S_ONE(0, 4),
    /// One lane of 64 bits.
    D_ONE(1, 8);

    final int w;
    private final int bytes;

    Wide(int w, int bytes) {
      this.w = w;
      this.bytes = bytes;
    }

    /// Bytes of a lane that memory may hold once for all; 0 where there is no such form.
    int lane() {
      return switch (this) {
        case S -> 4;
        case D -> 8;
        case NONE, S_HALF, D_HALF, S_ONE, D_ONE -> 0;
      };
    }

    /// Bytes that a displacement of 1 stands for.
    int unit(Width width) {
      return bytes > 0 ? bytes : width.bytes() >> -bytes;
    }
  }
}
