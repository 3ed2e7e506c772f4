package org.ebm4j.kernels.vector;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// What is left of a row of C = Σ aₖ·bₖ, in ascending k: numbers of A times a vector of B, floats.
///
/// Nothing is flushed: {@link Least} must have shown that nothing can be denormal.
final class FloatProduct {
  private static final VectorSpecies<Float> FLOATS = Species.FLOATS;
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();
  private static final ValueLayout.OfFloat NUMBER = ValueLayout.JAVA_FLOAT_UNALIGNED;

  private FloatProduct() {}

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
