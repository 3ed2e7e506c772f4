package org.ebm4j.kernels.x86;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ebm4j.kernels.asm.Memory;
import org.ebm4j.kernels.asm.Register;
import org.ebm4j.kernels.loop.Buffer;

/// The literals of a function, each repeated through a row as long as a vector, behind {@code rcx}.
final class Constants {
  static final Register BASE = Register.RCX;

  private final Map<Long, Integer> offsets = new HashMap<>();
  private final List<long[]> rows = new ArrayList<>();
  private final int rowBytes;
  private int maskTable = -1;

  /// @param rowBytes of a vector register
  Constants(int rowBytes) {
    this.rowBytes = rowBytes;
  }

  /// The row that repeats 32 or 64 bits.
  Memory row(long bits, int bytes) {
    long word = bytes == 4 ? (bits & 0xFFFF_FFFFL) | bits << 32 : bits;
    Integer offset =
        offsets.computeIfAbsent(
            word,
            w -> {
              rows.add(filled(w));
              return rowBytes * (rows.size() - 1);
            });
    return Memory.at(BASE, offset);
  }

  private long[] filled(long word) {
    long[] row = new long[rowBytes / Long.BYTES];
    Arrays.fill(row, word);
    return row;
  }

  /// A row of 32-bit numbers 0, 1, 2 …, added to {@code first}.
  Memory counting(int first) {
    long[] row = new long[rowBytes / Long.BYTES];
    for (int i = 0; i < row.length; i++) {
      row[i] = (first + 2L * i & 0xFFFF_FFFFL) | (first + 2L * i + 1) << 32;
    }
    rows.add(row);
    return Memory.at(BASE, rowBytes * (rows.size() - 1));
  }

  /// Offset of 32 numbers of all ones followed by 32 of zeros: reading (32 − v) numbers in masks
  /// all but v lanes.
  int maskTable(int bytes) {
    if (maskTable < 0) {
      maskTable = rowBytes * rows.size();
      int half = Buffer.LANES * bytes / rowBytes;
      for (int i = 0; i < 2 * half; i++) {
        rows.add(filled(i < half ? -1 : 0));
      }
    }
    return maskTable;
  }

  /// All rows, as 64-bit words.
  long[] words() {
    int perRow = rowBytes / Long.BYTES;
    long[] words = new long[perRow * rows.size()];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, words, perRow * i, perRow);
    }
    return words;
  }
}
