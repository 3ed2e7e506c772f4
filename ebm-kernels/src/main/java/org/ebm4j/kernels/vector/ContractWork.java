package org.ebm4j.kernels.vector;

import java.lang.foreign.MemorySegment;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Buffer.Region;
import org.ebm4j.kernels.loop.Kernel;
import org.jspecify.annotations.Nullable;

/// Products of two arrays' elements, summed over all chains: the chains are the terms of an
/// ordinary product, for B has been turned. A part is 32 columns of C.
final class ContractWork {
  private static final int SIDE = Kernel.Turn.PANEL;

  private final Kernel.Contract contract;
  private final Bench bench;
  private final Blocks blocks;
  private final Buffer a;
  private final Buffer b;
  private final Buffer c;
  private final int row;
  private final int number;
  private final Rows total = new Rows();
  private final Rows sums = new Rows();
  private final Operands adding;
  private final RowKernel add;
  private @Nullable PlainWork plain;

  ContractWork(Kernel.Contract contract, Bench bench) {
    this.contract = contract;
    this.bench = bench;
    blocks = new Blocks(bench);
    a = bench.program.buffers().get(contract.a().buffer());
    b = bench.program.buffers().get(contract.turned());
    c = bench.program.buffers().get(contract.c().buffer());
    row = bench.sizes.row;
    number = bench.sizes.number;
    Formula sum = Formulas.add(bench.program.precision());
    add = Kernels.of(sum);
    adding = new Operands(sum, new Rows[] {total, sums}, new Rows[] {total});
  }

  /// Parts it falls into.
  static int parts(Kernel.Contract contract) {
    return (contract.n() + Buffer.LANES - 1) / Buffer.LANES;
  }

  /// Computes columns 32·part to 32·part + 31.
  void run(int part) {
    int j = part * Buffer.LANES;
    int top = contract.symmetric() ? j : 0;
    int tiles = Math.toIntExact((bench.call().chainCount + Buffer.LANES - 1) / Buffer.LANES);
    int chunk = Kernel.Contract.CHUNK;
    boolean safe = number == Double.BYTES || Least.suffice(leastOfA(tiles), leastOfB(tiles));
    for (int first = 0; first < tiles; first += chunk) {
      if (!sum(j, top, first, Math.min(tiles, first + chunk), safe)) {
        PlainWork made = plain == null ? new PlainWork(contract, bench) : plain;
        plain = made;
        made.contract();
        return;
      }
      gather(contract.m() - top, first == 0);
    }
    leave(j, top);
  }

  private int leastOfA(int tiles) {
    int least = Least.NONE;
    for (int tile = 0; tile < tiles; tile++) {
      for (int p = 0; p < contract.p(); p++) {
        long step = (long) contract.a().strides().get(0) * row;
        least = Math.min(least, Least.ofRows(chains(), atA(tile, p), step, contract.m()));
      }
    }
    return least;
  }

  private int leastOfB(int tiles) {
    int least = Least.NONE;
    int rows = Kernel.Turn.rows(contract.n(), contract.p());
    for (int tile = 0; tile < tiles; tile++) {
      long at = tile * bench.sizes.chainBytes + b.offset();
      least = Math.min(least, Least.ofRows(chains(), at, row, rows));
    }
    return least;
  }

  private MemorySegment chains() {
    return bench.segment(Region.CHAIN);
  }

  private long atA(int tile, int p) {
    long element = contract.a().offset() + (long) p * contract.a().strides().get(1);
    return tile * bench.sizes.chainBytes + a.offset() + element * row;
  }

  /// One chunk into the rows that are gathered.
  private boolean sum(int j, int top, int first, int end, boolean safe) {
    MemorySegment scratch = bench.scratch();
    int rows = contract.m() - top;
    scratch.asSlice(bench.sizes.gathered, (long) rows * row).fill((byte) 0);
    long aRow = (long) contract.a().strides().get(0) * row;
    boolean two = j + SIDE < contract.n();
    blocks.numbers(chains(), aRow, number);
    blocks.turned(chains(), two);
    for (int p = 0; p < contract.p(); p++) {
      long panel = (long) p * Kernel.Turn.panels(contract.n()) + j / SIDE;
      for (int tile = first; tile < end; tile++) {
        long left = bench.call().chainCount - (long) tile * Buffer.LANES;
        blocks.sums(scratch, row, (int) Math.min(Buffer.LANES, left));
        long bAt = tile * bench.sizes.chainBytes + b.offset() + panel * SIDE * row;
        long aAt = atA(tile, p) + top * aRow;
        if (!blocks.add(rows, aAt, bAt, bench.sizes.gathered, safe)) {
          return false;
        }
      }
    }
    return true;
  }

  /// Adds the chunk to the total, or begins it.
  private void gather(int rows, boolean isFirst) {
    MemorySegment scratch = bench.scratch();
    long gathered = bench.sizes.gathered;
    long totals = bench.sizes.totals;
    if (isFirst) {
      MemorySegment.copy(scratch, gathered, scratch, totals, (long) rows * row);
      return;
    }
    for (int i = 0; i < rows; i += Sizes.BLOCK) {
      total.set(scratch, totals + (long) i * row, row);
      sums.set(scratch, gathered + (long) i * row, row);
      adding.perform(add, Math.min(Sizes.BLOCK, rows - i));
    }
  }

  private void leave(int j, int top) {
    for (int i = top; i < contract.m(); i++) {
      int width = Math.min(Buffer.LANES, contract.n() - j);
      width = contract.symmetric() ? Math.min(width, i - j + 1) : width;
      for (int column = 0; column < width; column++) {
        long from = bench.sizes.totals + (long) (i - top) * row + (long) column * number;
        put(from, i, j + column);
        if (contract.symmetric()) {
          put(from, j + column, i);
        }
      }
    }
  }

  private void put(long from, int i, int j) {
    long element =
        contract.c().offset()
            + (long) i * contract.c().strides().get(0)
            + (long) j * contract.c().strides().get(1);
    long to = c.offset() + element * number;
    MemorySegment.copy(bench.scratch(), from, bench.segment(Region.SHARED), to, number);
  }
}
