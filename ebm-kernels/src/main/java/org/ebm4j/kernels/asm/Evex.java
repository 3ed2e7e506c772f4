package org.ebm4j.kernels.asm;

/// Writes vector instructions of up to 512 bits, with masks and all 32 registers.
///
/// `62 RXBR'0mmm Wvvvv1pp zL'LbV'aaa opcode modrm`; R, X, B, R', vvvv and V' are stored inverted. X
/// is bit 4 of a register in the last place, bit 3 of an index otherwise. A displacement of one
/// byte counts in multiples of what the instruction reads.
///
/// Source: [Intel SDM vol. 2, §2.7].
final class Evex {
  private static final int ZEROING = 1 << 7;
  private static final int BROADCAST = 1 << 4;

  private Evex() {}

  /// Whether an instruction needs this encoding: it is 512 bits wide or names a register above 15.
  static boolean isNeeded(Opcode op, Width width, int registers) {
    return op.length().in(width) == Width.ZMM || registers > 15;
  }

  /// Appends an instruction with the register numbers `reg` and `v` (0 when the form has no second
  /// register), a last operand, and the mask that says which lanes are written; `zeroing` says what
  /// happens to the others.
  static void encode(
      Bytes out, Opcode op, Width width, int reg, int v, Operand rm, Mask mask, boolean zeroing) {
    Width own = op.length().in(width);
    if (rm instanceof Memory m) {
      prefix(out, op, own, reg, v, Bytes.x(m), Bytes.b(m), mask.number(), zeroing ? ZEROING : 0);
      out.address(reg, m, op.wide().unit(own));
    } else if (rm instanceof Vec vec) {
      registers(out, op, own, reg, v, vec.number(), mask.number(), zeroing);
    }
  }

  /// Appends an instruction whose last operand is one number of memory, in every lane.
  static void broadcast(Bytes out, Opcode op, Width width, int reg, int v, Memory one) {
    int bytes = op.wide().lane();
    if (bytes == 0) {
      throw new IllegalArgumentException(
          "an instruction (opcode %02X) has no form that spreads one number of memory"
              .formatted(op.code()));
    }
    prefix(out, op, op.length().in(width), reg, v, Bytes.x(one), Bytes.b(one), 0, BROADCAST);
    out.address(reg, one, bytes);
  }

  static void registers(
      Bytes out, Opcode op, Width own, int reg, int v, int rm, int mask, boolean zeroing) {
    prefix(out, op, own, reg, v, rm >> 4, rm >> 3 & 1, mask, zeroing ? ZEROING : 0);
    out.registers(reg, rm);
  }

  private static void prefix(
      Bytes out, Opcode op, Width own, int reg, int v, int x, int b, int mask, int bits) {
    if (op.wide() == Opcode.Wide.NONE) {
      throw new IllegalArgumentException(
          "an instruction (opcode %02X) has no form of 512 bits or with registers above 15"
              .formatted(op.code()));
    }
    out.int8(0x62);
    out.int8(
        (~reg >> 3 & 1) << 7
            | (1 - x) << 6
            | (1 - b) << 5
            | (~reg >> 4 & 1) << 4
            | op.map().number);
    out.int8(op.wide().w << 7 | (~v & 15) << 3 | 4 | op.prefix().number);
    int length = own == Width.ZMM ? 2 : own == Width.YMM ? 1 : 0;
    out.int8(bits | length << 5 | (~v >> 4 & 1) << 3 | mask);
    out.int8(op.code());
  }
}
