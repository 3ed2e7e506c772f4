package org.ebm4j.kernels.vector;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Rows of 32-bit words.
final class IntRows {
  private static final int ROW = Rows.F32;
  private static final VectorSpecies<Integer> INTS = Species.INTS;
  private static final int BYTES = Species.BYTES;
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  private IntRows() {}

  static void copy(Operands o, int rows) {
    MemorySegment a = o.a.slice(rows, ROW);
    MemorySegment out = o.out.slice(rows, ROW);
    long aAt = 0;
    long outAt = 0;
    long aStep = o.a.step;
    long outStep = o.out.step;
    for (int r = 0; r < rows; r++) {
      for (int v = 0; v < ROW; v += BYTES) {
        IntVector x = IntVector.fromMemorySegment(INTS, a, aAt + v, ORDER);
        x.intoMemorySegment(out, outAt + v, ORDER);
      }
      aAt += aStep;
      outAt += outStep;
    }
  }

  static void and(Operands o, int rows) {
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
        IntVector x = IntVector.fromMemorySegment(INTS, a, aAt + v, ORDER);
        IntVector y = IntVector.fromMemorySegment(INTS, b, bAt + v, ORDER);
        x.and(y).intoMemorySegment(out, outAt + v, ORDER);
      }
      aAt += aStep;
      bAt += bStep;
      outAt += outStep;
    }
  }

  /// ¬a ∧ b
  static void andNot(Operands o, int rows) {
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
        IntVector x = IntVector.fromMemorySegment(INTS, a, aAt + v, ORDER);
        IntVector y = IntVector.fromMemorySegment(INTS, b, bAt + v, ORDER);
        x.not().and(y).intoMemorySegment(out, outAt + v, ORDER);
      }
      aAt += aStep;
      bAt += bStep;
      outAt += outStep;
    }
  }

  static void or(Operands o, int rows) {
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
        IntVector x = IntVector.fromMemorySegment(INTS, a, aAt + v, ORDER);
        IntVector y = IntVector.fromMemorySegment(INTS, b, bAt + v, ORDER);
        x.or(y).intoMemorySegment(out, outAt + v, ORDER);
      }
      aAt += aStep;
      bAt += bStep;
      outAt += outStep;
    }
  }

  static void xor(Operands o, int rows) {
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
        IntVector x = IntVector.fromMemorySegment(INTS, a, aAt + v, ORDER);
        IntVector y = IntVector.fromMemorySegment(INTS, b, bAt + v, ORDER);
        x.lanewise(VectorOperators.XOR, y).intoMemorySegment(out, outAt + v, ORDER);
      }
      aAt += aStep;
      bAt += bStep;
      outAt += outStep;
    }
  }

  static void shiftLeft(Operands o, int rows) {
    MemorySegment a = o.a.slice(rows, ROW);
    MemorySegment out = o.out.slice(rows, ROW);
    long aAt = 0;
    long outAt = 0;
    long aStep = o.a.step;
    long outStep = o.out.step;
    int shift = o.shift;
    for (int r = 0; r < rows; r++) {
      for (int v = 0; v < ROW; v += BYTES) {
        IntVector x = IntVector.fromMemorySegment(INTS, a, aAt + v, ORDER);
        x.lanewise(VectorOperators.LSHL, shift).intoMemorySegment(out, outAt + v, ORDER);
      }
      aAt += aStep;
      outAt += outStep;
    }
  }

  static void shiftRight(Operands o, int rows) {
    MemorySegment a = o.a.slice(rows, ROW);
    MemorySegment out = o.out.slice(rows, ROW);
    long aAt = 0;
    long outAt = 0;
    long aStep = o.a.step;
    long outStep = o.out.step;
    int shift = o.shift;
    for (int r = 0; r < rows; r++) {
      for (int v = 0; v < ROW; v += BYTES) {
        IntVector x = IntVector.fromMemorySegment(INTS, a, aAt + v, ORDER);
        x.lanewise(VectorOperators.LSHR, shift).intoMemorySegment(out, outAt + v, ORDER);
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
        IntVector x = IntVector.fromMemorySegment(INTS, a, aAt + v, ORDER);
        IntVector y = IntVector.fromMemorySegment(INTS, b, bAt + v, ORDER);
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
        IntVector x = IntVector.fromMemorySegment(INTS, a, aAt + v, ORDER);
        IntVector y = IntVector.fromMemorySegment(INTS, b, bAt + v, ORDER);
        x.sub(y).intoMemorySegment(out, outAt + v, ORDER);
      }
      aAt += aStep;
      bAt += bStep;
      outAt += outStep;
    }
  }

  /// Signed integers to floats.
  static void toFloat(Operands o, int rows) {
    MemorySegment a = o.a.slice(rows, ROW);
    MemorySegment out = o.out.slice(rows, ROW);
    long aAt = 0;
    long outAt = 0;
    long aStep = o.a.step;
    long outStep = o.out.step;
    for (int r = 0; r < rows; r++) {
      for (int v = 0; v < ROW; v += BYTES) {
        IntVector x = IntVector.fromMemorySegment(INTS, a, aAt + v, ORDER);
        var floats = x.convert(VectorOperators.I2F, 0);
        floats.intoMemorySegment(out, outAt + v, ORDER);
      }
      aAt += aStep;
      outAt += outStep;
    }
  }
}
