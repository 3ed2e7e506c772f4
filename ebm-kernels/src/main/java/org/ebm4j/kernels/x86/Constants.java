package org.ebm4j.kernels.x86;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ebm4j.kernels.asm.Memory;
import org.ebm4j.kernels.asm.Register;

/// The literals of a function, each repeated through a 32-byte row behind {@code rcx}.
final class Constants {
  static final Register BASE = Register.RCX;

  private final Map<Long, Integer> offsets = new HashMap<>();
  private final List<long[]> rows = new ArrayList<>();
  private int maskTable = -1;

  /// The row that repeats 32 or 64 bits.
  Memory row(long bits, int bytes) {
    long word = bytes == 4 ? (bits & 0xFFFF_FFFFL) | bits << 32 : bits;
    Integer offset =
        offsets.computeIfAbsent(
            word,
            w -> {
              rows.add(new long[] {w, w, w, w});
              return 32 * (rows.size() - 1);
            });
    return Memory.at(BASE, offset);
  }

  /// A row of eight 32-bit numbers 0 … 7, added to {@code first}.
  Memory counting(int first) {
    long[] row = new long[4];
    for (int i = 0; i < 4; i++) {
      row[i] = (first + 2L * i & 0xFFFF_FFFFL) | (first + 2L * i + 1) << 32;
    }
    rows.add(row);
    return Memory.at(BASE, 32 * (rows.size() - 1));
  }

  /// Offset of 32 numbers of all ones followed by 32 of zeros: reading (32 − v) numbers in masks
  /// all but v lanes.
  int maskTable(int bytes) {
    if (maskTable < 0) {
      maskTable = 32 * rows.size();
      for (int i = 0; i < 2 * bytes; i++) { // 32 numbers take `bytes` rows
        long bits = i < bytes ? -1 : 0;
        rows.add(new long[] {bits, bits, bits, bits});
      }
    }
    return maskTable;
  }

  /// All rows, as 64-bit words.
  long[] words() {
    long[] words = new long[4 * rows.size()];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, words, 4 * i, 4);
    }
    return words;
  }
}
