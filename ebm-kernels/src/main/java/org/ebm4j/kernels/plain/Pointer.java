package org.ebm4j.kernels.plain;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.ebm4j.kernels.loop.Access;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.LoopProgram;

/// An access in bytes: where it stands for given loop indices, and what its neighbour in the next
/// lane is.
///
/// @param start from the region's beginning
/// @param strides of the loops
/// @param lane distance of neighbouring lanes; 0 where all lanes are given the same number
record Pointer(Buffer.Region region, long start, long[] strides, long lane) {

  static Pointer of(LoopProgram program, Arithmetic arithmetic, Access access, Form form) {
    Buffer buffer = program.buffers().get(access.buffer());
    long number = buffer.words() ? Integer.BYTES : arithmetic.bytes();
    long element = buffer.lanes() ? number * Buffer.LANES : number;
    long[] strides = access.strides().stream().mapToLong(stride -> stride * element).toArray();
    return new Pointer(
        buffer.region(),
        buffer.offset() + access.offset() * element,
        strides,
        switch (form) {
          case Form.Chains _ -> buffer.lanes() ? number : 0;
          case Form.Along(int loop) -> alongStep(access, loop) * number;
          case Form.Single _ -> 0;
        });
  }

  private static int alongStep(Access access, int loop) {
    int stride = access.strides().get(loop);
    if (stride != 0 && stride != 1) {
      throw new IllegalArgumentException(
          "lanes run along loop "
              + loop
              + " where "
              + access
              + " has stride "
              + stride
              + "; 0 or 1 is needed");
    }
    return stride;
  }

  /// Bytes from the region's beginning.
  long at(int[] index) {
    long at = start;
    for (int loop = 0; loop < strides.length; loop++) {
      at += index[loop] * strides[loop];
    }
    return at;
  }

  /// Numbers into the first {@code n} lanes.
  void read(Worker worker, long[] lanes, int n) {
    MemorySegment from = worker.segment(region);
    long at = worker.base(region) + at(worker.index);
    Arithmetic arithmetic = worker.arithmetic;
    if (lane == 0) {
      Arrays.fill(lanes, 0, n, arithmetic.get(from, at));
    } else {
      arithmetic.get(from, at, lanes, n);
    }
  }

  /// Words into the first {@code n} lanes.
  void readWords(Worker worker, long[] lanes, int n) {
    MemorySegment from = worker.segment(region);
    long at = worker.base(region) + at(worker.index);
    for (int l = 0; l < n; l++) {
      lanes[l] = Integer.toUnsignedLong(from.get(ValueLayout.JAVA_INT, at + l * lane));
    }
  }

  /// Numbers from the first {@code n} lanes, or from the first alone where all lanes are one
  /// number.
  void write(Worker worker, long[] lanes, int n) {
    MemorySegment to = worker.segment(region);
    long at = worker.base(region) + at(worker.index);
    worker.arithmetic.set(to, at, lanes, lane == 0 ? 1 : n);
  }
}
