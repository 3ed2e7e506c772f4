package org.ebm4j.kernels.asm;

/// Writes vector instructions of 128 and 256 bits in the VEX encoding, with the two-byte prefix
/// wherever it suffices.
///
/// `C5 RvvvvLpp opcode modrm` or `C4 RXBmmmmm WvvvvLpp opcode modrm`; R, X, B and vvvv are stored
/// inverted. [Evex] stands beside this one and reads the same rows and operands; the assembler
/// chooses.
///
/// Source: [Intel SDM vol. 2, §2.3].
final class Vex {
  private Vex() {}

  /// Appends an instruction with the register numbers `reg` and `v` (0 when the form has no second
  /// register) and a last operand.
  static void encode(Bytes out, Opcode op, Width width, int reg, int v, Operand rm) {
    // not a pattern switch: linking one costs milliseconds in a JVM that has just started
    if (rm instanceof Memory m) {
      prefix(out, op, width, reg, v, Bytes.x(m), Bytes.b(m));
      out.address(reg, m);
    } else if (rm instanceof Vec vec) {
      registers(out, op, width, reg, v, vec.number());
    }
  }

  /// As [#encode], the last operand being the register with number `rm`, vector or general-purpose
  /// as the row has it.
  static void registers(Bytes out, Opcode op, Width width, int reg, int v, int rm) {
    check(rm);
    prefix(out, op, width, reg, v, 0, rm >> 3);
    out.registers(reg, rm);
  }

  private static void prefix(Bytes out, Opcode op, Width width, int reg, int v, int x, int b) {
    check(reg | v);
    int l = op.length().in(width) == Width.YMM ? 1 : 0;
    int notR = (~reg >> 3 & 1) << 7;
    int tail = (~v & 15) << 3 | l << 2 | op.prefix().number;
    if (x == 0 && b == 0 && op.w() == 0 && op.map() == Opcode.Map.M0F) {
      out.int8(0xC5);
      out.int8(notR | tail);
    } else {
      out.int8(0xC4);
      out.int8(notR | (1 - x) << 6 | (1 - b) << 5 | op.map().number);
      out.int8(op.w() << 7 | tail);
    }
    out.int8(op.code());
  }

  private static void check(int registers) {
    if (registers > 15) {
      throw new IllegalArgumentException(
          "VEX reaches vector registers 0 to 15, and one above was asked for; 16 to 31 need a program begun with 512 bits");
    }
  }
}
