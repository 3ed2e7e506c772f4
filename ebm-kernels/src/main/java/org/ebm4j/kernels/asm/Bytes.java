package org.ebm4j.kernels.asm;

import java.util.Arrays;

/// A growing array of bytes, little-endian.
final class Bytes {
  private byte[] bytes = new byte[1 << 13];
  private int size;

  int size() {
    return size;
  }

  void int8(int value) {
    if (size == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * size);
    }
    bytes[size++] = (byte) value;
  }

  void int32(int value) {
    int8(value);
    int8(value >> 8);
    int8(value >> 16);
    int8(value >> 24);
  }

  void int64(long value) {
    int32((int) value);
    int32((int) (value >> 32));
  }

  void patch(int at, int value) {
    for (int i = 0; i < 4; i++) {
      bytes[at + i] = (byte) (value >> (8 * i));
    }
  }

  byte[] copy() {
    return Arrays.copyOf(bytes, size);
  }

  /// ModRM for two registers: `11 reg rm`. Bit 3 of each number is in the prefix.
  void registers(int reg, int rm) {
    int8(0b11 << 6 | (reg & 7) << 3 | (rm & 7));
  }

  /// ModRM, SIB and the shortest displacement for a register and an address.
  ///
  /// RSP and R12 as base need a SIB byte, because their number in ModRM announces one; RBP and R13
  /// need a displacement, because their number without one means something else. [Intel SDM vol. 2,
  /// tables 2-2 and 2-3].
  void address(int reg, Memory m) {
    address(reg, m, 1);
  }

  /// The same where a displacement of one byte counts in multiples of `unit`, as in EVEX.
  void address(int reg, Memory m, int unit) {
    int base = m.base().number() & 7;
    int disp = m.displacement();
    boolean small = disp % unit == 0 && disp / unit == (byte) (disp / unit);
    int mod = disp == 0 && base != 5 ? 0 : small ? 1 : 2;
    var index = m.index();
    boolean sib = index != null || base == 4;
    int8(mod << 6 | (reg & 7) << 3 | (sib ? 4 : base));
    if (sib) {
      int scale = Integer.numberOfTrailingZeros(m.scale());
      int8(scale << 6 | (index == null ? 4 : index.number() & 7) << 3 | base);
    }
    if (mod == 1) {
      int8(disp / unit);
    } else if (mod == 2) {
      int32(disp);
    }
  }

  /// Bit 3 of the base's number.
  static int b(Memory m) {
    return m.base().number() >> 3;
  }

  /// Bit 3 of the index's number.
  static int x(Memory m) {
    var index = m.index();
    return index == null ? 0 : index.number() >> 3;
  }
}
