package org.ebm4j.kernels.vector;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Arithmetic on rows of doubles.
final class DoubleArithmetic {
  private static final int ROW = Rows.F64;
  private static final VectorSpecies<Double> DOUBLES = Species.DOUBLES;
  private static final int BYTES = Species.BYTES;
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();
  private static final long SIGN = Long.MIN_VALUE;

  private DoubleArithmetic() {}

  static void add(Operands o, int rows) {
    MemorySegment a = o.a.slice(rows, ROW);
    MemorySegment b = o.b.slice(rows, ROW);
    MemorySegment out = o.out.slice(rows, ROW);
    long aAt = 0;
    long bAt = 0;
    long outAt = 0;
    long aStep = o.a.step;
    long bStep = o.b.step;
    long outStep = o.out.step;
    for (int r = 0; r < rows; r++) {
      for (int v = 0; v < ROW; v += BYTES) {
        DoubleVector x = DoubleVector.fromMemorySegment(DOUBLES, a, aAt + v, ORDER);
        DoubleVector y = DoubleVector.fromMemorySegment(DOUBLES, b, bAt + v, ORDER);
        x.add(y).intoMemorySegment(out, outAt + v, ORDER);
      }
      aAt += aStep;
      bAt += bStep;
      outAt += outStep;
    }
  }

  static void subtract(Operands o, int rows) {
    MemorySegment a = o.a.slice(rows, ROW);
    MemorySegment b = o.b.slice(rows, ROW);
    MemorySegment out = o.out.slice(rows, ROW);
    long aAt = 0;
    long bAt = 0;
    long outAt = 0;
    long aStep = o.a.step;
    long bStep = o.b.step;
    long outStep = o.out.step;
    for (int r = 0; r < rows; r++) {
      for (int v = 0; v < ROW; v += BYTES) {
        DoubleVector x = DoubleVector.fromMemorySegment(DOUBLES, a, aAt + v, ORDER);
        DoubleVector y = DoubleVector.fromMemorySegment(DOUBLES, b, bAt + v, ORDER);
        x.sub(y).intoMemorySegment(out, outAt + v, ORDER);
      }
      aAt += aStep;
      bAt += bStep;
      outAt += outStep;
    }
  }

  static void multiply(Operands o, int rows) {
    MemorySegment a = o.a.slice(rows, ROW);
    MemorySegment b = o.b.slice(rows, ROW);
    MemorySegment out = o.out.slice(rows, ROW);
    long aAt = 0;
    long bAt = 0;
    long outAt = 0;
    long aStep = o.a.step;
    long bStep = o.b.step;
    long outStep = o.out.step;
    for (int r = 0; r < rows; r++) {
      for (int v = 0; v < ROW; v += BYTES) {
        DoubleVector x = DoubleVector.fromMemorySegment(DOUBLES, a, aAt + v, ORDER);
        DoubleVector y = DoubleVector.fromMemorySegment(DOUBLES, b, bAt + v, ORDER);
        x.mul(y).intoMemorySegment(out, outAt + v, ORDER);
      }
      aAt += aStep;
      bAt += bStep;
      outAt += outStep;
    }
  }

  static void divide(Operands o, int rows) {
    MemorySegment a = o.a.slice(rows, ROW);
    MemorySegment b = o.b.slice(rows, ROW);
    MemorySegment out = o.out.slice(rows, ROW);
    long aAt = 0;
    long bAt = 0;
    long outAt = 0;
    long aStep = o.a.step;
    long bStep = o.b.step;
    long outStep = o.out.step;
    for (int r = 0; r < rows; r++) {
      for (int v = 0; v < ROW; v += BYTES) {
        DoubleVector x = DoubleVector.fromMemorySegment(DOUBLES, a, aAt + v, ORDER);
        DoubleVector y = DoubleVector.fromMemorySegment(DOUBLES, b, bAt + v, ORDER);
        x.div(y).intoMemorySegment(out, outAt + v, ORDER);
      }
      aAt += aStep;
      bAt += bStep;
      outAt += outStep;
    }
  }

  static void root(Operands o, int rows) {
    MemorySegment a = o.a.slice(rows, ROW);
    MemorySegment out = o.out.slice(rows, ROW);
    long aAt = 0;
    long outAt = 0;
    long aStep = o.a.step;
    long outStep = o.out.step;
    for (int r = 0; r < rows; r++) {
      for (int v = 0; v < ROW; v += BYTES) {
        DoubleVector x = DoubleVector.fromMemorySegment(DOUBLES, a, aAt + v, ORDER);
        x.lanewise(VectorOperators.SQRT).intoMemorySegment(out, outAt + v, ORDER);
      }
      aAt += aStep;
      outAt += outStep;
    }
  }

  /// a·b + c, rounded once.
  static void fuse(Operands o, int rows) {
    MemorySegment a = o.a.slice(rows, ROW);
    MemorySegment b = o.b.slice(rows, ROW);
    MemorySegment c = o.c.slice(rows, ROW);
    MemorySegment out = o.out.slice(rows, ROW);
    long aAt = 0;
    long bAt = 0;
    long cAt = 0;
    long outAt = 0;
    long aStep = o.a.step;
    long bStep = o.b.step;
    long cStep = o.c.step;
    long outStep = o.out.step;
    for (int r = 0; r < rows; r++) {
      for (int v = 0; v < ROW; v += BYTES) {
        DoubleVector x = DoubleVector.fromMemorySegment(DOUBLES, a, aAt + v, ORDER);
        DoubleVector y = DoubleVector.fromMemorySegment(DOUBLES, b, bAt + v, ORDER);
        DoubleVector z = DoubleVector.fromMemorySegment(DOUBLES, c, cAt + v, ORDER);
        x.fma(y, z).intoMemorySegment(out, outAt + v, ORDER);
      }
      aAt += aStep;
      bAt += bStep;
      cAt += cStep;
      outAt += outStep;
    }
  }

  /// c − a·b, rounded once.
  static void fuseNegated(Operands o, int rows) {
    MemorySegment a = o.a.slice(rows, ROW);
    MemorySegment b = o.b.slice(rows, ROW);
    MemorySegment c = o.c.slice(rows, ROW);
    MemorySegment out = o.out.slice(rows, ROW);
    long aAt = 0;
    long bAt = 0;
    long cAt = 0;
    long outAt = 0;
    long aStep = o.a.step;
    long bStep = o.b.step;
    long cStep = o.c.step;
    long outStep = o.out.step;
    for (int r = 0; r < rows; r++) {
      for (int v = 0; v < ROW; v += BYTES) {
        DoubleVector x = DoubleVector.fromMemorySegment(DOUBLES, a, aAt + v, ORDER);
        DoubleVector y = DoubleVector.fromMemorySegment(DOUBLES, b, bAt + v, ORDER);
        DoubleVector z = DoubleVector.fromMemorySegment(DOUBLES, c, cAt + v, ORDER);
        x.neg().fma(y, z).intoMemorySegment(out, outAt + v, ORDER);
      }
      aAt += aStep;
      bAt += bStep;
      cAt += cStep;
      outAt += outStep;
    }
  }

  /// To the nearest integer, ties to even: adding 2⁵² to what is smaller rounds it.
  static void round(Operands o, int rows) {
    MemorySegment a = o.a.slice(rows, ROW);
    MemorySegment out = o.out.slice(rows, ROW);
    long aAt = 0;
    long outAt = 0;
    long aStep = o.a.step;
    long outStep = o.out.step;
    for (int r = 0; r < rows; r++) {
      for (int v = 0; v < ROW; v += BYTES) {
        DoubleVector x = DoubleVector.fromMemorySegment(DOUBLES, a, aAt + v, ORDER);
        DoubleVector size = x.abs();
        DoubleVector whole =
            size.add(0x1p52).sub(0x1p52).blend(size, size.compare(VectorOperators.GE, 0x1p52));
        LongVector sign = x.reinterpretAsLongs().and(SIGN);
        whole.reinterpretAsLongs().or(sign).intoMemorySegment(out, outAt + v, ORDER);
      }
      aAt += aStep;
      outAt += outStep;
    }
  }
}
