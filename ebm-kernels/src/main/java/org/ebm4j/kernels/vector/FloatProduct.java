package org.ebm4j.kernels.vector;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// Blocks of a product of floats, C += Σ aₖ·bₖ in ascending k: numbers of A times vectors of B.
///
/// Nothing is flushed: {@link Least} must have shown that nothing can be denormal.
final class FloatProduct {
  private static final VectorSpecies<Float> FLOATS = Species.FLOATS;
  private static final int BYTES = Species.BYTES;
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();
  private static final ValueLayout.OfFloat NUMBER = ValueLayout.JAVA_FLOAT_UNALIGNED;

  private FloatProduct() {}

  /// One row of C, eight vectors wide.
  static void wide(Factors f) {
    MemorySegment a = f.a;
    MemorySegment b = f.b;
    MemorySegment c = f.c;
    FloatVector c0 = FloatVector.zero(FLOATS);
    FloatVector c1 = FloatVector.zero(FLOATS);
    FloatVector c2 = FloatVector.zero(FLOATS);
    FloatVector c3 = FloatVector.zero(FLOATS);
    FloatVector c4 = FloatVector.zero(FLOATS);
    FloatVector c5 = FloatVector.zero(FLOATS);
    FloatVector c6 = FloatVector.zero(FLOATS);
    FloatVector c7 = FloatVector.zero(FLOATS);
    long aAt = f.aAt;
    long bAt = f.bAt;
    long aTerm = f.aTerm;
    long bTerm = f.bTerm;
    int terms = f.terms;
    for (int k = 0; k < terms; k++) {
      FloatVector x = FloatVector.broadcast(FLOATS, a.get(NUMBER, aAt));
      c0 = x.fma(FloatVector.fromMemorySegment(FLOATS, b, bAt, ORDER), c0);
      c1 = x.fma(FloatVector.fromMemorySegment(FLOATS, b, bAt + BYTES, ORDER), c1);
      c2 = x.fma(FloatVector.fromMemorySegment(FLOATS, b, bAt + 2L * BYTES, ORDER), c2);
      c3 = x.fma(FloatVector.fromMemorySegment(FLOATS, b, bAt + 3L * BYTES, ORDER), c3);
      c4 = x.fma(FloatVector.fromMemorySegment(FLOATS, b, bAt + 4L * BYTES, ORDER), c4);
      c5 = x.fma(FloatVector.fromMemorySegment(FLOATS, b, bAt + 5L * BYTES, ORDER), c5);
      c6 = x.fma(FloatVector.fromMemorySegment(FLOATS, b, bAt + 6L * BYTES, ORDER), c6);
      c7 = x.fma(FloatVector.fromMemorySegment(FLOATS, b, bAt + 7L * BYTES, ORDER), c7);
      aAt += aTerm;
      bAt += bTerm;
    }
    c0.intoMemorySegment(c, f.cAt, ORDER);
    c1.intoMemorySegment(c, f.cAt + BYTES, ORDER);
    c2.intoMemorySegment(c, f.cAt + 2L * BYTES, ORDER);
    c3.intoMemorySegment(c, f.cAt + 3L * BYTES, ORDER);
    c4.intoMemorySegment(c, f.cAt + 4L * BYTES, ORDER);
    c5.intoMemorySegment(c, f.cAt + 5L * BYTES, ORDER);
    c6.intoMemorySegment(c, f.cAt + 6L * BYTES, ORDER);
    c7.intoMemorySegment(c, f.cAt + 7L * BYTES, ORDER);
  }

  /// One row of C, the first {@code f.lanes} lanes of one vector.
  static void narrow(Factors f) {
    MemorySegment a = f.a;
    MemorySegment b = f.b;
    VectorMask<Float> mask = FLOATS.indexInRange(0, f.lanes);
    FloatVector sum = FloatVector.zero(FLOATS);
    long aAt = f.aAt;
    long bAt = f.bAt;
    for (int k = 0; k < f.terms; k++) {
      FloatVector x = FloatVector.broadcast(FLOATS, a.get(NUMBER, aAt));
      sum = x.fma(FloatVector.fromMemorySegment(FLOATS, b, bAt, ORDER, mask), sum);
      aAt += f.aTerm;
      bAt += f.bTerm;
    }
    sum.intoMemorySegment(f.c, f.cAt, ORDER, mask);
  }
}
