package org.ebm4j.kernels.asm;

/// How many bits of a vector register one instruction works on.
public enum Width {
  /// 128 bits: 4 lanes of f32, 2 of f64.
  XMM(128),
  /// 256 bits: 8 lanes of f32, 4 of f64.
  YMM(256),
  /// 512 bits: 16 lanes of f32, 8 of f64; AVX-512 F, VL, DQ and BW.
  ZMM(512);

  private final int bits;

  Width(int bits) {
    this.bits = bits;
  }

  /// Bits in a register.
  public int bits() {
    return bits;
  }

  /// Bytes in a register.
  public int bytes() {
    return bits / 8;
  }
}
