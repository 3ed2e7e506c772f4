package org.ebm4j.kernels.vector;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Arithmetic on rows of floats whose result cannot be denormal, as {@link Magnitudes} found.
final class FloatArithmetic {
  private static final int ROW = Rows.F32;
  private static final VectorSpecies<Float> FLOATS = Species.FLOATS;
  private static final int BYTES = Species.BYTES;
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();
  private static final int SIGN = 0x80000000;

  private FloatArithmetic() {}

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
        FloatVector x = FloatVector.fromMemorySegment(FLOATS, a, aAt + v, ORDER);
        FloatVector y = FloatVector.fromMemorySegment(FLOATS, b, bAt + v, ORDER);
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
        FloatVector x = FloatVector.fromMemorySegment(FLOATS, a, aAt + v, ORDER);
        FloatVector y = FloatVector.fromMemorySegment(FLOATS, b, bAt + v, ORDER);
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
        FloatVector x = FloatVector.fromMemorySegment(FLOATS, a, aAt + v, ORDER);
        FloatVector y = FloatVector.fromMemorySegment(FLOATS, b, bAt + v, ORDER);
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
        FloatVector x = FloatVector.fromMemorySegment(FLOATS, a, aAt + v, ORDER);
        FloatVector y = FloatVector.fromMemorySegment(FLOATS, b, bAt + v, ORDER);
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
        FloatVector x = FloatVector.fromMemorySegment(FLOATS, a, aAt + v, ORDER);
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
        FloatVector x = FloatVector.fromMemorySegment(FLOATS, a, aAt + v, ORDER);
        FloatVector y = FloatVector.fromMemorySegment(FLOATS, b, bAt + v, ORDER);
        FloatVector z = FloatVector.fromMemorySegment(FLOATS, c, cAt + v, ORDER);
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
        FloatVector x = FloatVector.fromMemorySegment(FLOATS, a, aAt + v, ORDER);
        FloatVector y = FloatVector.fromMemorySegment(FLOATS, b, bAt + v, ORDER);
        FloatVector z = FloatVector.fromMemorySegment(FLOATS, c, cAt + v, ORDER);
        x.neg().fma(y, z).intoMemorySegment(out, outAt + v, ORDER);
      }
      aAt += aStep;
      bAt += bStep;
      cAt += cStep;
      outAt += outStep;
    }
  }

  /// To the nearest integer, ties to even: adding 2²³ to what is smaller rounds it.
  static void round(Operands o, int rows) {
    MemorySegment a = o.a.slice(rows, ROW);
    MemorySegment out = o.out.slice(rows, ROW);
    long aAt = 0;
    long outAt = 0;
    long aStep = o.a.step;
    long outStep = o.out.step;
    for (int r = 0; r < rows; r++) {
      for (int v = 0; v < ROW; v += BYTES) {
        FloatVector x = FloatVector.fromMemorySegment(FLOATS, a, aAt + v, ORDER);
        FloatVector size = x.abs();
        FloatVector whole =
            size.add(0x1p23f).sub(0x1p23f).blend(size, size.compare(VectorOperators.GE, 0x1p23f));
        IntVector sign = x.reinterpretAsInts().and(SIGN);
        whole.reinterpretAsInts().or(sign).intoMemorySegment(out, outAt + v, ORDER);
      }
      aAt += aStep;
      outAt += outStep;
    }
  }
}
