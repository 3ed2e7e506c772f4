package org.ebm4j.kernels.vector;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.kernels.loop.Fold;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.Lanes;
import org.jspecify.annotations.Nullable;

/// Divides products into register blocks of 4 rows by two vectors: eight sums, which hide the time
/// an addition takes. Larger ones outgrow what the JVM's compiler takes.
final class Blocks {
  private static final int PARTIALS = 16;

  /// Rows of A that are not packed are taken so many at a time.
  private static final int SEVERAL = 4;

  private static final BlockKernel WIDE32 = FloatProduct::wide;
  private static final BlockKernel WIDE64 = DoubleProduct::wide;
  private static final BlockKernel NARROW32 = FloatProduct::narrow;
  private static final BlockKernel NARROW64 = DoubleProduct::narrow;
  private static final BlockKernel ALONG32 = FloatProduct::along;
  private static final BlockKernel ALONG64 = DoubleProduct::along;
  private static final BlockKernel FLUSHED = FlushedProduct::one;

  private final Bench bench;
  private final boolean single;
  private final int row;
  private final int number;
  private final Factors f = new Factors();
  private int panels; // B is turned and has so many; 0 where it is not
  private long panelBytes; // of A's panels; 0 where it is not packed
  private final Rows partials;
  private @Nullable BlockKernel packed;
  private final BlockKernel[] several = new BlockKernel[SEVERAL + 1];
  private final BlockKernel wide;
  private final BlockKernel narrow;
  private final BlockKernel along;

  Blocks(Bench bench) {
    this.bench = bench;
    row = bench.sizes.row;
    number = bench.sizes.number;
    single = number == Float.BYTES;
    partials = bench.fold(0);
    for (int rows = 1; rows <= SEVERAL; rows++) {
      several[rows] = block(single, rows, 0);
    }
    wide = single ? WIDE32 : WIDE64;
    narrow = single ? NARROW32 : NARROW64;
    along = single ? ALONG32 : ALONG64;
  }

  /// The factor that gives numbers.
  void numbers(MemorySegment segment, long rowBytes, long termBytes) {
    f.a = segment;
    f.aRow = rowBytes;
    panelBytes = 0;
    f.aTerm = termBytes;
  }

  /// The factor that gives numbers, packed in panels of {@link #side} rows.
  ///
  /// @param step bytes from a term's vectors to the next
  void panels(MemorySegment segment, int terms, long step) {
    packed = packed(single, step);
    f.a = segment;
    f.aRow = number;
    f.aTerm = (long) side() * number;
    panelBytes = terms * f.aTerm;
  }

  /// The factor that gives vectors.
  void vectors(MemorySegment segment, long termBytes) {
    f.b = segment;
    f.bTerm = termBytes;
    f.bSide = Species.BYTES;
    panels = 0;
  }

  /// The factor that gives vectors, turned: 32 numbers of a chain stand in two panels.
  ///
  /// @param two whether there is a second; else the first stands for it
  void turned(MemorySegment segment, boolean two) {
    f.b = segment;
    f.bTerm = (long) Kernel.Turn.PANEL * number;
    panels = two ? 2 : 1;
  }

  /// Where column bytes {@code part} of a row of C come from.
  private long column(int part) {
    if (panels == 0) {
      return part;
    }
    int side = Kernel.Turn.PANEL * number;
    return part % side + (part >= side && panels == 2 ? (long) Kernel.Turn.PANEL * row : 0);
  }

  void sums(MemorySegment segment, long rowBytes, int terms) {
    f.c = segment;
    f.cRow = rowBytes;
    f.terms = terms;
  }

  /// C(i, ·) = Σ A(i, k)·B(k, ·) for rows of 32 lanes.
  ///
  /// @return whether it is done; not where a sum of exactly 2⁻¹²⁶ was met
  boolean multiply(int m, long aAt, long bAt, long cAt, boolean safe) {
    f.from = bench.scratch();
    f.fromRow = 0;
    return walk(m, aAt, bAt, cAt, bench.zeros(), safe);
  }

  /// The same, added to what C holds.
  boolean add(int m, long aAt, long bAt, long cAt, boolean safe) {
    f.from = f.c;
    f.fromRow = f.cRow;
    return walk(m, aAt, bAt, cAt, cAt, safe);
  }

  private boolean walk(int m, long aAt, long bAt, long cAt, long fromAt, boolean safe) {
    boolean done = true;
    for (int part = 0; part < row; part += 2 * Species.BYTES) {
      f.bAt = bAt + column(part);
      f.bSide = column(part + Species.BYTES) - column(part);
      int i = 0;
      while (i < m && done) {
        f.aAt = aAt + rowOfA(i);
        f.cAt = cAt + i * f.cRow + part;
        f.fromAt = fromAt + i * f.fromRow + (f.fromRow == 0 ? 0 : part);
        if (safe) {
          i += several(m - i);
        } else {
          FLUSHED.run(f);
          done = !f.doubtful;
          i++;
        }
      }
    }
    return done;
  }

  private long rowOfA(int i) {
    return panelBytes == 0 ? i * f.aRow : i / side() * panelBytes + i % side() * f.aRow;
  }

  /// Does as many rows at once as there is a kernel for.
  private int several(int left) {
    if (packed != null && panelBytes > 0 && left >= side()) {
      packed.run(f);
      return side();
    }
    int rows = Math.min(SEVERAL, left);
    several[rows].run(f);
    return rows;
  }

  /// Rows of A that are packed together: sums for half of the registers there are, less where C2
  /// would spill.
  static int side() {
    return Species.BYTES == 64 ? 8 : 4;
  }

  private static BlockKernel packed(boolean single, long step) {
    return block(single, side(), Math.toIntExact(step));
  }

  private static BlockKernel block(boolean single, int rows, int step) {
    Precision precision = single ? Precision.F32 : Precision.F64;
    return Kernels.of(new ProductPrinter.Block(Flavour.of(precision), rows, step));
  }

  /// The kernels of a product of m rows of lanes.
  ///
  /// @param step bytes from a term's vectors to the next where A is packed, else 0
  static List<BlockKernel> ofRows(int m, long step, boolean single) {
    List<BlockKernel> kernels = new ArrayList<>();
    int left = m;
    if (step > 0 && m >= side()) {
      kernels.add(packed(single, step));
      left = m % side();
    }
    if (left >= SEVERAL) {
      kernels.add(block(single, SEVERAL, 0));
    }
    if (left % SEVERAL != 0) {
      kernels.add(block(single, left % SEVERAL, 0));
    }
    if (single) {
      kernels.add(FLUSHED);
    }
    return kernels;
  }

  /// The kernels of a product of a single chain.
  static List<BlockKernel> ofColumns(Lanes lanes, boolean single) {
    return switch (lanes) {
      case Lanes.Along(int loop) when loop == 0 ->
          single ? List.of(WIDE32, NARROW32) : List.of(WIDE64, NARROW64);
      case Lanes.Along _ -> List.of(single ? ALONG32 : ALONG64);
      case Lanes.Chains _, Lanes.Single _ -> List.of();
    };
  }

  /// C(i) = Σ a(k)·B(k, i) for m neighbours.
  void column(int m, long aAt, long bAt, long cAt) {
    int lanes = Species.BYTES / number;
    int i = 0;
    while (i < m) {
      f.aAt = aAt;
      f.bAt = bAt + (long) i * number;
      f.cAt = cAt + (long) i * number;
      if (m - i >= 8 * lanes) {
        wide.run(f);
        i += 8 * lanes;
      } else {
        f.lanes = Math.min(lanes, m - i);
        narrow.run(f);
        i += f.lanes;
      }
    }
  }

  /// One number of C, both factors read along the terms.
  void dot(long aAt, long bAt, long cAt) {
    MemorySegment c = f.c;
    f.aAt = aAt;
    f.bAt = bAt;
    f.c = partials.segment;
    f.cAt = partials.at;
    along.run(f);
    for (int k = f.terms & -PARTIALS; k < f.terms; k++) {
      addTerm(k);
    }
    Precision precision = single ? Precision.F32 : Precision.F64;
    Partials.tree(Fold.Kind.SUM, precision, partials, PARTIALS);
    f.c = c;
    MemorySegment.copy(partials.segment, partials.at, c, cAt, number);
  }

  private void addTerm(int k) {
    long at = (long) k * number;
    long to = partials.at + (long) (k % PARTIALS) * number;
    if (single) {
      ValueLayout.OfFloat layout = ValueLayout.JAVA_FLOAT_UNALIGNED;
      float sum =
          Math.fma(f.a.get(layout, f.aAt + at), f.b.get(layout, f.bAt + at), f.c.get(layout, to));
      f.c.set(layout, to, sum);
    } else {
      ValueLayout.OfDouble layout = ValueLayout.JAVA_DOUBLE_UNALIGNED;
      double sum =
          Math.fma(f.a.get(layout, f.aAt + at), f.b.get(layout, f.bAt + at), f.c.get(layout, to));
      f.c.set(layout, to, sum);
    }
  }
}
