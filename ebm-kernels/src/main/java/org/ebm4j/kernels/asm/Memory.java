package org.ebm4j.kernels.asm;

import org.jspecify.annotations.Nullable;

/// The address `base + index · scale + displacement`, in bytes.
///
/// @param base any register
/// @param index any register but RSP, whose number means "no index"; null for none
/// @param scale 1, 2, 4 or 8
/// @param displacement signed 32 bits
public record Memory(Register base, @Nullable Register index, int scale, int displacement)
    implements Operand {

  /// Refuses what the processor cannot address.
  public Memory {
    if (index == Register.RSP) {
      throw new IllegalArgumentException(
          "address: RSP cannot be an index (its number means no index); use it as the base");
    }
    if (scale != 1 && scale != 2 && scale != 4 && scale != 8) {
      throw new IllegalArgumentException(
          "address: an index is scaled by 1, 2, 4 or 8, not by " + scale);
    }
  }

  /// `[base + displacement]`.
  public static Memory at(Register base, int displacement) {
    return new Memory(base, null, 1, displacement);
  }

  /// `[base + index · scale + displacement]`.
  public static Memory at(Register base, Register index, int scale, int displacement) {
    return new Memory(base, index, scale, displacement);
  }

  /// The same address, `bytes` further on.
  public Memory plus(int bytes) {
    return new Memory(base, index, scale, Math.addExact(displacement, bytes));
  }
}
