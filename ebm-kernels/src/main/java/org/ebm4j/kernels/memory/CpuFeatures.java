package org.ebm4j.kernels.memory;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// What the processor can do and the operating system lets it do.
///
/// @param processor the name it gives itself, empty when it gives none
/// @param avx2 256-bit integer and floating-point instructions
/// @param fma fused multiply-add
/// @param f16c conversions to and from half precision
/// @param bmi2 bit manipulation
/// @param avx512f foundation of the 512-bit instructions
/// @param avx512dq 32- and 64-bit lanes
/// @param avx512bw 8- and 16-bit lanes
/// @param avx512vl the same at 128 and 256 bits
/// @param ymmEnabled the system saves 256-bit registers
/// @param zmmEnabled the system saves 512-bit registers and masks
public record CpuFeatures(
    String processor,
    boolean avx2,
    boolean fma,
    boolean f16c,
    boolean bmi2,
    boolean avx512f,
    boolean avx512dq,
    boolean avx512bw,
    boolean avx512vl,
    boolean ymmEnabled,
    boolean zmmEnabled) {

  private static final int EXTENDED = 0x8000_0000;
  private static final long YMM_STATE = 0b110; // XCR0: SSE and AVX
  private static final long ZMM_STATE = 0b1110_0110; // and masks, upper halves, upper registers

  /// Reads the feature bits. A register state counts only when OSXSAVE says that XCR0 can be read
  /// and XCR0 says it is saved.
  ///
  /// Source: [Intel SDM vol. 1, §14.3 and §15.2; vol. 2, CPUID].
  static CpuFeatures read(Cpuid cpu) {
    int highest = cpu.leaf(0, 0)[0];
    int ecx1 = cpu.leaf(1, 0)[2];
    int ebx7 = highest >= 7 ? cpu.leaf(7, 0)[1] : 0;
    boolean avx = bit(ecx1, 28);
    long saved = bit(ecx1, 27) ? cpu.xcr0() : 0;
    return new CpuFeatures(
        name(cpu),
        bit(ebx7, 5),
        bit(ecx1, 12),
        bit(ecx1, 29),
        bit(ebx7, 8),
        bit(ebx7, 16),
        bit(ebx7, 17),
        bit(ebx7, 30),
        bit(ebx7, 31),
        avx && (saved & YMM_STATE) == YMM_STATE,
        avx && (saved & ZMM_STATE) == ZMM_STATE);
  }

  private static boolean bit(int word, int n) {
    return (word >>> n & 1) == 1;
  }

  private static String name(Cpuid cpu) {
    if (Integer.compareUnsigned(cpu.leaf(EXTENDED, 0)[0], EXTENDED + 4) < 0) {
      return "";
    }
    var text = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
    for (int leaf = EXTENDED + 2; leaf <= EXTENDED + 4; leaf++) {
      for (int word : cpu.leaf(leaf, 0)) {
        text.putInt(word);
      }
    }
    return new String(text.array(), StandardCharsets.US_ASCII).replace("\0", "").strip();
  }

  /// The most that emitted code may use here.
  public Isa best() {
    if (!(avx2 && fma && ymmEnabled)) {
      return Isa.NONE;
    }
    boolean wide = avx512f && avx512dq && avx512bw && avx512vl && zmmEnabled;
    return wide ? Isa.AVX512 : Isa.AVX2;
  }
}
