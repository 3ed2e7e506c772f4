package org.ebm4j.kernels.vector;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// One row of doubles gathered from many, first to last.
final class DoubleFolds {
  private static final int ROW = Rows.F64;
  private static final VectorSpecies<Double> DOUBLES = Species.DOUBLES;
  private static final int BYTES = Species.BYTES;
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  private DoubleFolds() {}

  /// out = out + a₀ + a₁ + …
  static int sum(Operands o, int rows, int from) {
    MemorySegment a = o.in[0].slice(rows, ROW);
    MemorySegment out = o.out[0].slice(1, ROW);
    long aStep = o.in[0].step;
    for (int v = 0; v < ROW; v += BYTES) {
      DoubleVector sum = DoubleVector.fromMemorySegment(DOUBLES, out, v, ORDER);
      long aAt = v;
      for (int r = 0; r < rows; r++) {
        sum = sum.add(DoubleVector.fromMemorySegment(DOUBLES, a, aAt, ORDER));
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
      DoubleVector sum = DoubleVector.fromMemorySegment(DOUBLES, out, v, ORDER);
      long aAt = v;
      long bAt = v;
      for (int r = 0; r < rows; r++) {
        DoubleVector x = DoubleVector.fromMemorySegment(DOUBLES, a, aAt, ORDER);
        sum = x.fma(DoubleVector.fromMemorySegment(DOUBLES, b, bAt, ORDER), sum);
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
      DoubleVector most = DoubleVector.fromMemorySegment(DOUBLES, out, v, ORDER);
      long aAt = v;
      for (int r = 0; r < rows; r++) {
        DoubleVector x = DoubleVector.fromMemorySegment(DOUBLES, a, aAt, ORDER);
        most =
            most.blend(x, x.compare(VectorOperators.GT, most).or(x.compare(VectorOperators.NE, x)));
        aAt += aStep;
      }
      most.intoMemorySegment(out, v, ORDER);
    }
    return rows * ROW;
  }
}
