package org.ebm4j.kernels.vector;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Blocks of a product of floats in which something may be denormal: factors and every sum on the
/// way are flushed.
final class FlushedProduct {
  private static final VectorSpecies<Float> FLOATS = Species.FLOATS;
  private static final VectorSpecies<Integer> INTS = Species.INTS;
  private static final int BYTES = Species.BYTES;
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();
  private static final ValueLayout.OfFloat NUMBER = ValueLayout.JAVA_FLOAT_UNALIGNED;
  private static final int SIGN = 0x80000000;
  private static final int MAGNITUDE = 0x7FFFFFFF;
  private static final int LEAST = 0x00800000; // 2⁻¹²⁶

  private FlushedProduct() {}

  /// One row of C, two vectors wide.
  static void one(Factors f) {
    MemorySegment a = f.a;
    MemorySegment b = f.b;
    VectorMask<Integer> doubtful = INTS.maskAll(false);
    for (int part = 0; part < 2 * BYTES; part += BYTES) {
      long fromAt = f.fromAt + (f.fromRow == 0 ? 0 : part);
      FloatVector sum = FloatVector.fromMemorySegment(FLOATS, f.from, fromAt, ORDER);
      long aAt = f.aAt;
      long bAt = f.bAt + (part == 0 ? 0 : f.bSide);
      for (int k = 0; k < f.terms; k++) {
        FloatVector x = FloatVector.broadcast(FLOATS, Partials.flushed(a.get(NUMBER, aAt)));
        IntVector y = IntVector.fromMemorySegment(INTS, b, bAt, ORDER);
        IntVector clean =
            y.lanewise(
                VectorOperators.AND, SIGN, y.and(MAGNITUDE).compare(VectorOperators.LT, LEAST));
        IntVector bits = x.fma(clean.reinterpretAsFloats(), sum).reinterpretAsInts();
        IntVector size = bits.and(MAGNITUDE);
        doubtful = doubtful.or(size.compare(VectorOperators.EQ, LEAST));
        sum =
            bits.lanewise(VectorOperators.AND, SIGN, size.compare(VectorOperators.LT, LEAST))
                .reinterpretAsFloats();
        aAt += f.aTerm;
        bAt += f.bTerm;
      }
      sum.intoMemorySegment(f.c, f.cAt + part, ORDER);
    }
    f.doubtful = doubtful.anyTrue();
  }
}
