package org.ebm4j.kernels.vector;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// One row of floats gathered from many, first to last; results that are denormal are zero.
final class FloatFolds {
  private static final int ROW = Rows.F32;
  private static final VectorSpecies<Float> FLOATS = Species.FLOATS;
  private static final int BYTES = Species.BYTES;
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();
  private static final int SIGN = 0x80000000;
  private static final int MAGNITUDE = 0x7FFFFFFF;
  private static final int LEAST = 0x00800000; // 2⁻¹²⁶

  private FloatFolds() {}

  /// out = out + a₀ + a₁ + …
  static int sum(Operands o, int rows, int from) {
    MemorySegment a = o.in[0].slice(rows, ROW);
    MemorySegment out = o.out[0].slice(1, ROW);
    long aStep = o.in[0].step;
    for (int v = 0; v < ROW; v += BYTES) {
      FloatVector sum = FloatVector.fromMemorySegment(FLOATS, out, v, ORDER);
      long aAt = v;
      for (int r = 0; r < rows; r++) {
        FloatVector x = FloatVector.fromMemorySegment(FLOATS, a, aAt, ORDER);
        IntVector bits = sum.add(x).reinterpretAsInts();
        IntVector size = bits.and(MAGNITUDE);
        sum =
            bits.lanewise(VectorOperators.AND, SIGN, size.compare(VectorOperators.LT, LEAST))
                .reinterpretAsFloats();
        aAt += aStep;
      }
      sum.intoMemorySegment(out, v, ORDER);
    }
    return rows * ROW;
  }

  /// out = … a₁·b₁ + (a₀·b₀ + out), each rounded once.
  static int productSum(Operands o, int rows, int from) {
    MemorySegment a = o.in[0].slice(rows, ROW);
    MemorySegment b = o.in[1].slice(rows, ROW);
    MemorySegment out = o.out[0].slice(1, ROW);
    long aStep = o.in[0].step;
    long bStep = o.in[1].step;
    for (int v = 0; v < ROW; v += BYTES) {
      FloatVector sum = FloatVector.fromMemorySegment(FLOATS, out, v, ORDER);
      long aAt = v;
      long bAt = v;
      for (int r = 0; r < rows; r++) {
        FloatVector x = FloatVector.fromMemorySegment(FLOATS, a, aAt, ORDER);
        FloatVector y = FloatVector.fromMemorySegment(FLOATS, b, bAt, ORDER);
        IntVector bits = x.fma(y, sum).reinterpretAsInts();
        IntVector size = bits.and(MAGNITUDE);
        if (size.compare(VectorOperators.EQ, LEAST).anyTrue()) {
          sum.intoMemorySegment(out, v, ORDER);
          Partials.gather(o, r, v);
          sum = FloatVector.fromMemorySegment(FLOATS, out, v, ORDER);
        } else {
          sum =
              bits.lanewise(VectorOperators.AND, SIGN, size.compare(VectorOperators.LT, LEAST))
                  .reinterpretAsFloats();
        }
        aAt += aStep;
        bAt += bStep;
      }
      sum.intoMemorySegment(out, v, ORDER);
    }
    return rows * ROW;
  }

  /// The largest; NaN once there was one.
  static int max(Operands o, int rows, int from) {
    MemorySegment a = o.in[0].slice(rows, ROW);
    MemorySegment out = o.out[0].slice(1, ROW);
    long aStep = o.in[0].step;
    for (int v = 0; v < ROW; v += BYTES) {
      FloatVector most = FloatVector.fromMemorySegment(FLOATS, out, v, ORDER);
      long aAt = v;
      for (int r = 0; r < rows; r++) {
        FloatVector x = FloatVector.fromMemorySegment(FLOATS, a, aAt, ORDER);
        most =
            most.blend(x, x.compare(VectorOperators.GT, most).or(x.compare(VectorOperators.NE, x)));
        aAt += aStep;
      }
      most.intoMemorySegment(out, v, ORDER);
    }
    return rows * ROW;
  }
}
