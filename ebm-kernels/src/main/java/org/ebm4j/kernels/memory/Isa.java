package org.ebm4j.kernels.memory;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Instruction sets that emitted code may use, least first; each includes the ones before it.
public enum Isa {
  /// No emitted code.
  NONE(0),
  /// AVX2 and FMA on 256 bits.
  AVX2(256),
  /// AVX-512 F, DQ, BW and VL on 512 bits.
  AVX512(512);

  /// The system property that restricts what is used: `-Debm4j.isa=none`, `avx2` or `avx512`.
  public static final String PROPERTY = "ebm4j.isa";

  private final int bits;

  Isa(int bits) {
    this.bits = bits;
  }

  /// Bits in a vector register.
  public int bits() {
    return bits;
  }

  /// The most that a value of [#PROPERTY] allows; empty when the value is not one of them.
  static Optional<Isa> allowedBy(@Nullable String value) {
    if (value == null) {
      return Optional.of(AVX512);
    }
    for (Isa isa : values()) {
      if (isa.name().equalsIgnoreCase(value)) {
        return Optional.of(isa);
      }
    }
    return Optional.empty();
  }
}
