package org.ebm4j.kernels.vector;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Arithmetic on rows of floats whose result may be denormal and is then zero of its sign.
///
/// A result of exactly 2⁻¹²⁶ may be one that Java rounded up to it where 24 bits and an unbounded
/// exponent would not have; such vectors are done again one by one, as {@link Exactly} does. Sums
/// that small are exact.
final class FloatFlushed {
  private static final int ROW = Rows.F32;
  private static final VectorSpecies<Float> FLOATS = Species.FLOATS;
  private static final VectorSpecies<Integer> INTS = Species.INTS;
  private static final int BYTES = Species.BYTES;
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();
  private static final int SIGN = 0x80000000;
  private static final int MAGNITUDE = 0x7FFFFFFF;
  private static final int LEAST = 0x00800000; // 2⁻¹²⁶

  private FloatFlushed() {}

  /// A denormal number becomes zero.
  static void flush(Operands o, int rows) {
    MemorySegment a = o.a.slice(rows, ROW);
    MemorySegment out = o.out.slice(rows, ROW);
    long aAt = 0;
    long outAt = 0;
    long aStep = o.a.step;
    long outStep = o.out.step;
    for (int r = 0; r < rows; r++) {
      for (int v = 0; v < ROW; v += BYTES) {
        IntVector x = IntVector.fromMemorySegment(INTS, a, aAt + v, ORDER);
        IntVector bits = x;
        IntVector size = bits.and(MAGNITUDE);
        bits.lanewise(VectorOperators.AND, SIGN, size.compare(VectorOperators.LT, LEAST))
            .intoMemorySegment(out, outAt + v, ORDER);
      }
      aAt += aStep;
      outAt += outStep;
    }
  }

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
        IntVector bits = x.add(y).reinterpretAsInts();
        IntVector size = bits.and(MAGNITUDE);
        bits.lanewise(VectorOperators.AND, SIGN, size.compare(VectorOperators.LT, LEAST))
            .intoMemorySegment(out, outAt + v, ORDER);
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
        IntVector bits = x.sub(y).reinterpretAsInts();
        IntVector size = bits.and(MAGNITUDE);
        bits.lanewise(VectorOperators.AND, SIGN, size.compare(VectorOperators.LT, LEAST))
            .intoMemorySegment(out, outAt + v, ORDER);
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
        IntVector bits = x.mul(y).reinterpretAsInts();
        IntVector size = bits.and(MAGNITUDE);
        if (size.compare(VectorOperators.EQ, LEAST).anyTrue()) {
          Exactly.multiply(o, r, v, BYTES);
          continue;
        }
        bits.lanewise(VectorOperators.AND, SIGN, size.compare(VectorOperators.LT, LEAST))
            .intoMemorySegment(out, outAt + v, ORDER);
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
        IntVector bits = x.div(y).reinterpretAsInts();
        IntVector size = bits.and(MAGNITUDE);
        if (size.compare(VectorOperators.EQ, LEAST).anyTrue()) {
          Exactly.divide(o, r, v, BYTES);
          continue;
        }
        bits.lanewise(VectorOperators.AND, SIGN, size.compare(VectorOperators.LT, LEAST))
            .intoMemorySegment(out, outAt + v, ORDER);
      }
      aAt += aStep;
      bAt += bStep;
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
        IntVector bits = x.fma(y, z).reinterpretAsInts();
        IntVector size = bits.and(MAGNITUDE);
        if (size.compare(VectorOperators.EQ, LEAST).anyTrue()) {
          Exactly.fuse(o, r, v, BYTES);
          continue;
        }
        bits.lanewise(VectorOperators.AND, SIGN, size.compare(VectorOperators.LT, LEAST))
            .intoMemorySegment(out, outAt + v, ORDER);
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
        IntVector bits = x.neg().fma(y, z).reinterpretAsInts();
        IntVector size = bits.and(MAGNITUDE);
        if (size.compare(VectorOperators.EQ, LEAST).anyTrue()) {
          Exactly.fuseNegated(o, r, v, BYTES);
          continue;
        }
        bits.lanewise(VectorOperators.AND, SIGN, size.compare(VectorOperators.LT, LEAST))
            .intoMemorySegment(out, outAt + v, ORDER);
      }
      aAt += aStep;
      bAt += bStep;
      cAt += cStep;
      outAt += outStep;
    }
  }
}
