package org.ebm4j.kernels.vector;

import java.lang.foreign.ValueLayout;
import org.ebm4j.kernels.plain.Flush;

/// Floats of one vector computed one by one where a result is close to 2⁻¹²⁶.
final class Exactly {
  private Exactly() {}

  static void multiply(Operands o, int row, int from, int bytes) {
    for (int at = from; at < from + bytes; at += Float.BYTES) {
      put(o, row, at, Flush.product(o.a.number(row, at), o.b.number(row, at)));
    }
  }

  static void divide(Operands o, int row, int from, int bytes) {
    for (int at = from; at < from + bytes; at += Float.BYTES) {
      put(o, row, at, Flush.quotient(o.a.number(row, at), o.b.number(row, at)));
    }
  }

  static void fuse(Operands o, int row, int from, int bytes) {
    for (int at = from; at < from + bytes; at += Float.BYTES) {
      put(o, row, at, Flush.fused(o.a.number(row, at), o.b.number(row, at), o.c.number(row, at)));
    }
  }

  static void fuseNegated(Operands o, int row, int from, int bytes) {
    for (int at = from; at < from + bytes; at += Float.BYTES) {
      put(o, row, at, Flush.fused(-o.a.number(row, at), o.b.number(row, at), o.c.number(row, at)));
    }
  }

  /// out = a·b + out, where out is one row.
  static void gather(Operands o, int row, int from, int bytes) {
    for (int at = from; at < from + bytes; at += Float.BYTES) {
      long sum = Flush.fused(o.a.number(row, at), o.b.number(row, at), o.out.number(0, at));
      put(o, 0, at, sum);
    }
  }

  private static void put(Operands o, int row, int at, long bits) {
    o.out.segment.set(ValueLayout.JAVA_INT_UNALIGNED, o.out.at + row * o.out.step + at, (int) bits);
  }
}
