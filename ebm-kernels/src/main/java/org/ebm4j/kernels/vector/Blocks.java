package org.ebm4j.kernels.vector;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.Lanes;
import org.jspecify.annotations.Nullable;

/// Divides products into register blocks of 4 rows by two vectors: eight sums, which hide the time
/// an addition takes. Larger ones outgrow what the JVM's compiler takes.
final class Blocks {
  /// Rows of A that are not packed are taken so many at a time.
  private static final int SEVERAL = 4;

  /// Vectors of a row of C at a time, where C is one chain's.
  private static final int WIDE = 8;

  private static final BlockKernel NARROW32 = FloatProduct::narrow;
  private static final BlockKernel NARROW64 = DoubleProduct::narrow;
  private static final BlockKernel FLUSHED = FlushedProduct::one;

  private final Bench bench;
  private final boolean single;
  private final int row;
  private final int number;
  private final Factors f = new Factors();
  private int panels; // B is turned and has so many; 0 where it is not
  private long panelBytes; // of A's panels; 0 where it is not packed
  private @Nullable BlockKernel packed;
  private final BlockKernel[] several = new BlockKernel[SEVERAL + 1];
  private @Nullable BlockKernel wide;
  private final BlockKernel narrow;
  private @Nullable BlockKernel dots;
  private @Nullable BlockKernel dot;

  Blocks(Bench bench) {
    this.bench = bench;
    row = bench.sizes.row;
    number = bench.sizes.number;
    single = number == Float.BYTES;
    for (int rows = 1; rows <= SEVERAL; rows++) {
      several[rows] = several(single, rows);
    }
    narrow = single ? NARROW32 : NARROW64;
  }

  /// The factor that gives numbers.
  void numbers(MemorySegment segment, long rowBytes, long termBytes) {
    f.a = segment;
    f.aRow = rowBytes;
    panelBytes = 0;
    f.aTerm = termBytes;
  }

  /// The factor that gives numbers, packed in panels of {@link #side} rows; always of the same
  /// step.
  ///
  /// @param step bytes from a term's vectors to the next
  void panels(MemorySegment segment, int terms, long step) {
    if (packed == null) {
      packed = packed(single, step);
    }
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
    int term = side() * flavour(single).bytes();
    return Kernels.of(
        new ProductPrinter.Block(flavour(single), side(), 2, term, Math.toIntExact(step)));
  }

  private static BlockKernel several(boolean single, int rows) {
    return Kernels.of(ProductPrinter.Block.anywhere(flavour(single), rows));
  }

  private static BlockKernel wide(boolean single, long term, long step) {
    return Kernels.of(
        new ProductPrinter.Block(
            flavour(single), 1, WIDE, Math.toIntExact(term), Math.toIntExact(step)));
  }

  private static Flavour flavour(boolean single) {
    return Flavour.of(single ? Precision.F32 : Precision.F64);
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
      kernels.add(several(single, SEVERAL));
    }
    if (left % SEVERAL != 0) {
      kernels.add(several(single, left % SEVERAL));
    }
    if (single) {
      kernels.add(FLUSHED);
    }
    return kernels;
  }

  /// The kernels of a product of a single chain.
  static List<BlockKernel> ofColumns(Kernel.MatMul product, boolean single) {
    return switch (product.lanes()) {
      case Lanes.Along(int loop) when loop == 0 -> {
        long number = flavour(single).bytes();
        long term = product.b().strides().getFirst() * number;
        long step = product.a().strides().getLast() * number;
        yield List.of(wide(single, term, step), single ? NARROW32 : NARROW64);
      }
      case Lanes.Along _ ->
          Stream.of(SEVERAL, 1).map(rows -> dots(single, rows, product.k())).toList();
      case Lanes.Chains _, Lanes.Single _ -> List.of();
    };
  }

  private static BlockKernel dots(boolean single, int rows, int terms) {
    return Kernels.of(new DotPrinter.Task(flavour(single), rows, terms % DotPrinter.PARTIALS));
  }

  /// C(i) = Σ a(k)·B(k, i) for m neighbours.
  void column(int m, long aAt, long bAt, long cAt) {
    int lanes = Species.BYTES / number;
    int i = 0;
    while (i < m) {
      f.aAt = aAt;
      f.bAt = bAt + (long) i * number;
      f.cAt = cAt + (long) i * number;
      if (m - i >= WIDE * lanes) {
        BlockKernel known = wide == null ? wide(single, f.aTerm, f.bTerm) : wide;
        wide = known;
        known.run(f);
        i += WIDE * lanes;
      } else {
        f.lanes = Math.min(lanes, m - i);
        narrow.run(f);
        i += f.lanes;
      }
    }
  }

  /// C(i) = Σ A(i, k)·b(k), both factors read along the terms.
  void dots(int m, long aAt, long bAt, long cAt) {
    f.bAt = bAt;
    f.aAt = aAt;
    f.cAt = cAt;
    f.rows = m / SEVERAL * SEVERAL;
    if (f.rows > 0) {
      BlockKernel known = dots == null ? dots(single, SEVERAL, f.terms) : dots;
      dots = known;
      known.run(f);
    }
    f.aAt += f.rows * f.aRow;
    f.cAt += f.rows * f.cRow;
    f.rows = m - f.rows;
    if (f.rows > 0) {
      BlockKernel known = dot == null ? dots(single, 1, f.terms) : dot;
      dot = known;
      known.run(f);
    }
  }
}
