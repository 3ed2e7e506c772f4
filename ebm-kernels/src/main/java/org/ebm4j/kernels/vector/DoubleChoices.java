package org.ebm4j.kernels.vector;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Comparisons of and choices between rows of doubles.
final class DoubleChoices {
  private static final int ROW = Rows.F64;
  private static final VectorSpecies<Double> DOUBLES = Species.DOUBLES;
  private static final VectorSpecies<Long> LONGS = Species.LONGS;
  private static final int BYTES = Species.BYTES;
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  private DoubleChoices() {}

  /// a < b ? a : b
  static void min(Operands o, int rows) {
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
        y.blend(x, x.compare(VectorOperators.LT, y)).intoMemorySegment(out, outAt + v, ORDER);
      }
      aAt += aStep;
      bAt += bStep;
      outAt += outStep;
    }
  }

  /// a > b ? a : b
  static void max(Operands o, int rows) {
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
        y.blend(x, x.compare(VectorOperators.GT, y)).intoMemorySegment(out, outAt + v, ORDER);
      }
      aAt += aStep;
      bAt += bStep;
      outAt += outStep;
    }
  }

  /// The larger, a of two equal ones; NaN if either is.
  static void larger(Operands o, int rows) {
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
        var takes = y.compare(VectorOperators.GT, x).or(y.compare(VectorOperators.NE, y));
        x.blend(y, takes).intoMemorySegment(out, outAt + v, ORDER);
      }
      aAt += aStep;
      bAt += bStep;
      outAt += outStep;
    }
  }

  static void less(Operands o, int rows) {
    MemorySegment a = o.a.slice(rows, ROW);
    MemorySegment b = o.b.slice(rows, ROW);
    MemorySegment out = o.out.slice(rows, ROW);
    long aAt = 0;
    long bAt = 0;
    long outAt = 0;
    long aStep = o.a.step;
    long bStep = o.b.step;
    long outStep = o.out.step;
    LongVector none = LongVector.zero(LONGS);
    for (int r = 0; r < rows; r++) {
      for (int v = 0; v < ROW; v += BYTES) {
        DoubleVector x = DoubleVector.fromMemorySegment(DOUBLES, a, aAt + v, ORDER);
        DoubleVector y = DoubleVector.fromMemorySegment(DOUBLES, b, bAt + v, ORDER);
        var holds = x.compare(VectorOperators.LT, y).cast(LONGS);
        none.blend(-1, holds).intoMemorySegment(out, outAt + v, ORDER);
      }
      aAt += aStep;
      bAt += bStep;
      outAt += outStep;
    }
  }

  static void lessEqual(Operands o, int rows) {
    MemorySegment a = o.a.slice(rows, ROW);
    MemorySegment b = o.b.slice(rows, ROW);
    MemorySegment out = o.out.slice(rows, ROW);
    long aAt = 0;
    long bAt = 0;
    long outAt = 0;
    long aStep = o.a.step;
    long bStep = o.b.step;
    long outStep = o.out.step;
    LongVector none = LongVector.zero(LONGS);
    for (int r = 0; r < rows; r++) {
      for (int v = 0; v < ROW; v += BYTES) {
        DoubleVector x = DoubleVector.fromMemorySegment(DOUBLES, a, aAt + v, ORDER);
        DoubleVector y = DoubleVector.fromMemorySegment(DOUBLES, b, bAt + v, ORDER);
        var holds = x.compare(VectorOperators.LE, y).cast(LONGS);
        none.blend(-1, holds).intoMemorySegment(out, outAt + v, ORDER);
      }
      aAt += aStep;
      bAt += bStep;
      outAt += outStep;
    }
  }

  static void equal(Operands o, int rows) {
    MemorySegment a = o.a.slice(rows, ROW);
    MemorySegment b = o.b.slice(rows, ROW);
    MemorySegment out = o.out.slice(rows, ROW);
    long aAt = 0;
    long bAt = 0;
    long outAt = 0;
    long aStep = o.a.step;
    long bStep = o.b.step;
    long outStep = o.out.step;
    LongVector none = LongVector.zero(LONGS);
    for (int r = 0; r < rows; r++) {
      for (int v = 0; v < ROW; v += BYTES) {
        DoubleVector x = DoubleVector.fromMemorySegment(DOUBLES, a, aAt + v, ORDER);
        DoubleVector y = DoubleVector.fromMemorySegment(DOUBLES, b, bAt + v, ORDER);
        var holds = x.compare(VectorOperators.EQ, y).cast(LONGS);
        none.blend(-1, holds).intoMemorySegment(out, outAt + v, ORDER);
      }
      aAt += aStep;
      bAt += bStep;
      outAt += outStep;
    }
  }

  static void unordered(Operands o, int rows) {
    MemorySegment a = o.a.slice(rows, ROW);
    MemorySegment b = o.b.slice(rows, ROW);
    MemorySegment out = o.out.slice(rows, ROW);
    long aAt = 0;
    long bAt = 0;
    long outAt = 0;
    long aStep = o.a.step;
    long bStep = o.b.step;
    long outStep = o.out.step;
    LongVector none = LongVector.zero(LONGS);
    for (int r = 0; r < rows; r++) {
      for (int v = 0; v < ROW; v += BYTES) {
        DoubleVector x = DoubleVector.fromMemorySegment(DOUBLES, a, aAt + v, ORDER);
        DoubleVector y = DoubleVector.fromMemorySegment(DOUBLES, b, bAt + v, ORDER);
        var holds =
            x.compare(VectorOperators.NE, x).or(y.compare(VectorOperators.NE, y)).cast(LONGS);
        none.blend(-1, holds).intoMemorySegment(out, outAt + v, ORDER);
      }
      aAt += aStep;
      bAt += bStep;
      outAt += outStep;
    }
  }

  /// Where the top bit of a is set b, else c.
  static void blend(Operands o, int rows) {
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
        LongVector x = LongVector.fromMemorySegment(LONGS, a, aAt + v, ORDER);
        LongVector y = LongVector.fromMemorySegment(LONGS, b, bAt + v, ORDER);
        LongVector z = LongVector.fromMemorySegment(LONGS, c, cAt + v, ORDER);
        var takes = x.compare(VectorOperators.LT, 0);
        z.blend(y, takes).intoMemorySegment(out, outAt + v, ORDER);
      }
      aAt += aStep;
      bAt += bStep;
      cAt += cStep;
      outAt += outStep;
    }
  }
}
