package org.ebm4j.kernels.plain;

import java.lang.foreign.MemorySegment;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.kernels.loop.Primitive;

/// What a precision makes of bits. A value is a long in both precisions, so that loops are written
/// once.
public sealed interface Arithmetic permits Arithmetic32, Arithmetic64 {
  /// The arithmetic of a precision.
  static Arithmetic of(Precision precision) {
    return precision == Precision.F32 ? new Arithmetic32() : new Arithmetic64();
  }

  /// Of a number in memory.
  int bytes();

  long get(MemorySegment from, long at);

  void set(MemorySegment to, long at, long value);

  /// Neighbours into the first {@code n} lanes.
  void get(MemorySegment from, long at, long[] lanes, int n);

  /// Neighbours from the first {@code n} lanes.
  void set(MemorySegment to, long at, long[] lanes, int n);

  long negativeInfinity();

  /// a + b
  long sum(long a, long b);

  /// a·b + c, rounded once
  long fused(long a, long b, long c);

  /// acc + a·b in each of the first {@code n} lanes, rounded once.
  void addProduct(long a, long[] b, long[] acc, int n);

  /// The larger, acc of two equal ones; NaN if either is.
  long larger(long acc, long a);

  /// Applies a primitive to the first {@code n} lanes.
  ///
  /// @param b ignored where there is no such operand, like {@code c}
  /// @param shift counts bits for the shifts
  /// @param out overwritten; may be an operand
  void apply(Primitive primitive, int shift, long[] a, long[] b, long[] c, long[] out, int n);
}
