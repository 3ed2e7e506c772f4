package org.ebm4j.kernels.vector;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.kernels.loop.Fold;
import org.ebm4j.kernels.plain.Flush;

/// Sums of numbers that lie side by side: number i goes to partial result i mod 16, and these are
/// added as a tree. One by one, for there are few chains here and few numbers.
final class Partials {
  private static final int PARTIALS = 16;
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
  private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED;

  private Partials() {}

  /// Gathers the first {@code count} numbers of rows a, with those of b where products are summed,
  /// into the 16 that {@code out} begins with.
  static void gather(Fold.Kind kind, Precision precision, Rows out, Rows a, Rows b, int count) {
    for (int i = 0; i < count; i++) {
      int to = i % PARTIALS;
      if (precision == Precision.F32) {
        put(out, to, joined(kind, get(out, to), get(a, i), get(b, i)));
      } else {
        set(out, to, joined(kind, number(out, to), number(a, i), number(b, i)));
      }
    }
  }

  /// Joins the first {@code partials} numbers of a row into the first of them.
  static void tree(Fold.Kind kind, Precision precision, Rows row, int partials) {
    Fold.Kind join = kind == Fold.Kind.MAX ? kind : Fold.Kind.SUM;
    for (int half = partials / 2; half >= 1; half /= 2) {
      for (int l = 0; l < half; l++) {
        if (precision == Precision.F32) {
          put(row, l, joined(join, get(row, l), get(row, l + half), 0));
        } else {
          set(row, l, joined(join, number(row, l), number(row, l + half), 0));
        }
      }
    }
  }

  private static float joined(Fold.Kind kind, float before, float a, float b) {
    return switch (kind) {
      case SUM -> flushed(before + a);
      case PRODUCT_SUM -> Float.intBitsToFloat((int) Flush.fused(a, b, before));
      case MAX -> Float.isNaN(a) || a > before ? a : before;
    };
  }

  private static double joined(Fold.Kind kind, double before, double a, double b) {
    return switch (kind) {
      case SUM -> before + a;
      case PRODUCT_SUM -> Math.fma(a, b, before);
      case MAX -> Double.isNaN(a) || a > before ? a : before;
    };
  }

  static float flushed(float value) {
    return Math.abs(value) < Float.MIN_NORMAL ? value * 0 : value;
  }

  private static long place(Rows rows, int i, int bytes) {
    return rows.at + (i >> 5) * rows.step + (long) (i & 31) * bytes;
  }

  private static float get(Rows rows, int i) {
    MemorySegment segment = rows.segment;
    return segment.get(FLOAT, place(rows, i, Float.BYTES));
  }

  private static void put(Rows rows, int i, float value) {
    rows.segment.set(FLOAT, place(rows, i, Float.BYTES), value);
  }

  private static double number(Rows rows, int i) {
    return rows.segment.get(DOUBLE, place(rows, i, Double.BYTES));
  }

  private static void set(Rows rows, int i, double value) {
    rows.segment.set(DOUBLE, place(rows, i, Double.BYTES), value);
  }
}
