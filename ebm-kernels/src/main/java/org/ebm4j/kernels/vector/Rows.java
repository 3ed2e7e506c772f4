package org.ebm4j.kernels.vector;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// An operand: rows of 32 numbers, each {@code step} bytes behind the one before; with step 0 one
/// row stands for all.
final class Rows {
  /// Bytes of a row of 32-bit numbers.
  static final int F32 = 128;

  /// Bytes of a row of 64-bit numbers.
  static final int F64 = 256;

  MemorySegment segment = MemorySegment.NULL;
  long at;
  long step;

  void set(MemorySegment segment, long at, long step) {
    this.segment = segment;
    this.at = at;
    this.step = step;
  }

  void set(Rows other) {
    set(other.segment, other.at, other.step);
  }

  /// The memory of {@code rows} rows. A slice made in a kernel needs no object, and its bounds are
  /// known to the JVM's compiler; those of the whole would be looked up for every vector.
  MemorySegment slice(int rows, int rowBytes) {
    return segment.asSlice(at, (rows - 1) * step + rowBytes);
  }

  /// The float that lies {@code offset} bytes into a row.
  float number(int row, int offset) {
    return segment.get(ValueLayout.JAVA_FLOAT_UNALIGNED, at + row * step + offset);
  }
}
