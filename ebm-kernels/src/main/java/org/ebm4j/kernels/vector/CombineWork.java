package org.ebm4j.kernels.vector;

import java.lang.foreign.MemorySegment;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Buffer.Region;
import org.ebm4j.kernels.loop.Fold;
import org.ebm4j.kernels.loop.Kernel;

/// The chunks' partial results, in order.
final class CombineWork implements Work {
  private final Kernel.Combine combine;
  private final Bench bench;
  private final Buffer partial;
  private final Buffer shared;
  private final int row;
  private final int number;
  private final RowKernel add;
  private final Operands further;
  private final Rows sums;
  private final Rows next = new Rows();

  CombineWork(Kernel.Combine combine, Bench bench) {
    this.combine = combine;
    this.bench = bench;
    partial = bench.program.buffers().get(combine.partial());
    shared = bench.program.buffers().get(combine.shared());
    row = bench.sizes.row;
    number = bench.sizes.number;
    Formula sum = Formulas.add(bench.program.precision());
    add = Kernels.of(sum);
    sums = bench.fold(0);
    further = new Operands(sum, new Rows[] {sums, next}, new Rows[] {sums});
  }

  @Override
  public void run(Bench bench) {
    for (int i = 0; i < combine.size(); i++) {
      gather((long) i * row);
      Partials.tree(Fold.Kind.SUM, bench.program.precision(), sums, Buffer.LANES);
      MemorySegment.copy(
          sums.segment,
          sums.at,
          bench.segment(Region.SHARED),
          shared.offset() + (long) i * number,
          number);
    }
  }

  private void gather(long offset) {
    MemorySegment all = bench.segment(Region.PARTIAL);
    long at = partial.offset() + offset;
    MemorySegment.copy(all, at, sums.segment, sums.at, row);
    for (int chunk = 1; chunk < bench.call().chunks; chunk++) {
      at += bench.sizes.partialBytes;
      next.set(all, at, row);
      further.perform(add, 1);
    }
  }
}
