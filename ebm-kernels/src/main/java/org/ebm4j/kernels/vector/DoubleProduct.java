package org.ebm4j.kernels.vector;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// What is left of a row of C = Σ aₖ·bₖ, in ascending k: numbers of A times a vector of B, doubles.
final class DoubleProduct {
  private static final VectorSpecies<Double> DOUBLES = Species.DOUBLES;
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();
  private static final ValueLayout.OfDouble NUMBER = ValueLayout.JAVA_DOUBLE_UNALIGNED;

  private DoubleProduct() {}

  /// One row of C, the first {@code f.lanes} lanes of one vector.
  static void narrow(Factors f) {
    MemorySegment a = f.a;
    MemorySegment b = f.b;
    VectorMask<Double> mask = DOUBLES.indexInRange(0, f.lanes);
    DoubleVector sum = DoubleVector.zero(DOUBLES);
    long aAt = f.aAt;
    long bAt = f.bAt;
    for (int k = 0; k < f.terms; k++) {
      DoubleVector x = DoubleVector.broadcast(DOUBLES, a.get(NUMBER, aAt));
      sum = x.fma(DoubleVector.fromMemorySegment(DOUBLES, b, bAt, ORDER, mask), sum);
      aAt += f.aTerm;
      bAt += f.bTerm;
    }
    sum.intoMemorySegment(f.c, f.cAt, ORDER, mask);
  }
}
