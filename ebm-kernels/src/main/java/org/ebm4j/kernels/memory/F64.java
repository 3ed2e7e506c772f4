package org.ebm4j.kernels.memory;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/// Memory as 64-bit numbers.
record F64(MemorySegment segment) implements Numbers {
  @Override
  public long size() {
    return segment.byteSize() / Double.BYTES;
  }

  @Override
  public int bytes() {
    return Double.BYTES;
  }

  @Override
  public double get(long i) {
    return segment.getAtIndex(JAVA_DOUBLE_UNALIGNED, i);
  }

  @Override
  public void set(long i, double value) {
    segment.setAtIndex(JAVA_DOUBLE_UNALIGNED, i, value);
  }

  @Override
  public void fill(Strided to, double value) {
    to.within(size());
    for (int k = 0; k < to.count(); k++) {
      segment.setAtIndex(JAVA_DOUBLE_UNALIGNED, to.index(k), value);
    }
  }

  @Override
  public void put(Strided to, float[] from, int offset) {
    to.within(size());
    Objects.checkFromIndexSize(offset, to.count(), from.length);
    for (int k = 0; k < to.count(); k++) {
      segment.setAtIndex(JAVA_DOUBLE_UNALIGNED, to.index(k), from[offset + k]);
    }
  }

  @Override
  public void put(Strided to, double[] from, int offset) {
    to.within(size());
    Objects.checkFromIndexSize(offset, to.count(), from.length);
    if (to.step() == 1) {
      MemorySegment.copy(
          from, offset, segment, JAVA_DOUBLE_UNALIGNED, Double.BYTES * to.first(), to.count());
      return;
    }
    for (int k = 0; k < to.count(); k++) {
      segment.setAtIndex(JAVA_DOUBLE_UNALIGNED, to.index(k), from[offset + k]);
    }
  }

  @Override
  public void get(Strided from, float[] to, int offset) {
    from.within(size());
    Objects.checkFromIndexSize(offset, from.count(), to.length);
    for (int k = 0; k < from.count(); k++) {
      to[offset + k] = (float) segment.getAtIndex(JAVA_DOUBLE_UNALIGNED, from.index(k));
    }
  }

  @Override
  public void get(Strided from, double[] to, int offset) {
    from.within(size());
    Objects.checkFromIndexSize(offset, from.count(), to.length);
    if (from.step() == 1) {
      MemorySegment.copy(
          segment, JAVA_DOUBLE_UNALIGNED, Double.BYTES * from.first(), to, offset, from.count());
      return;
    }
    for (int k = 0; k < from.count(); k++) {
      to[offset + k] = segment.getAtIndex(JAVA_DOUBLE_UNALIGNED, from.index(k));
    }
  }
}
