package org.ebm4j.kernels.asm;

/// Writes integer instructions: `REX opcode modrm`, the REX prefix `0100WRXB` left out where it
/// would say nothing.
///
/// An opcode above FF is two bytes, `0F xx`. Source: [Intel SDM vol. 2, §2.1–2.2].
final class Rex {
  private static final int[][] NOTHING = {
    {0x90},
    {0x66, 0x90},
    {0x0F, 0x1F, 0},
    {0x0F, 0x1F, 0x40, 0},
    {0x0F, 0x1F, 0x44, 0, 0},
    {0x66, 0x0F, 0x1F, 0x44, 0, 0},
    {0x0F, 0x1F, 0x80, 0, 0, 0, 0},
    {0x0F, 0x1F, 0x84, 0, 0, 0, 0, 0},
    {0x66, 0x0F, 0x1F, 0x84, 0, 0, 0, 0, 0},
  };

  private Rex() {}

  /// Appends an instruction on two registers; `reg` may be an opcode extension (the `/digit` of the
  /// manual).
  static void registers(Bytes out, int w, int opcode, int reg, int rm) {
    prefix(out, w, reg, 0, rm >> 3, opcode);
    out.registers(reg, rm);
  }

  /// Appends an instruction on a register, or opcode extension, and memory.
  static void memory(Bytes out, int w, int opcode, int reg, Memory m) {
    prefix(out, w, reg, Bytes.x(m), Bytes.b(m), opcode);
    out.address(reg, m);
  }

  /// Appends an instruction whose register sits in the low three bits of the opcode.
  static void inOpcode(Bytes out, int w, int opcode, int register) {
    prefix(out, w, 0, 0, register >> 3, opcode | (register & 7));
  }

  /// Appends `count` bytes that do nothing, in the instructions of up to nine bytes that Intel
  /// recommends.
  ///
  /// Source: [Intel SDM vol. 2, NOP, table 4-12].
  static void nothing(Bytes out, int count) {
    for (int left = count; left > 0; ) {
      int[] longest = NOTHING[Math.min(left, NOTHING.length) - 1];
      for (int b : longest) {
        out.int8(b);
      }
      left -= longest.length;
    }
  }

  private static void prefix(Bytes out, int w, int reg, int x, int b, int opcode) {
    int rex = w << 3 | reg >> 3 << 2 | x << 1 | b;
    if (rex != 0) {
      out.int8(0x40 | rex);
    }
    if (opcode > 0xFF) {
      out.int8(0x0F);
    }
    out.int8(opcode);
  }
}
