package org.ebm4j.kernels.vector;

import java.lang.foreign.MemorySegment;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Buffer.Region;
import org.ebm4j.kernels.loop.Fold;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.Primitive;

/// The chunks' partial results, in order.
final class CombineWork implements Work {
  private final Kernel.Combine combine;
  private final Bench bench;
  private final Buffer partial;
  private final Buffer shared;
  private final int row;
  private final int number;
  private final RowKernel copy;
  private final RowKernel add;
  private final Operands first;
  private final Operands further;
  private final Rows sums;

  CombineWork(Kernel.Combine combine, Bench bench) {
    this.combine = combine;
    this.bench = bench;
    partial = bench.program.buffers().get(combine.partial());
    shared = bench.program.buffers().get(combine.shared());
    row = bench.sizes.row;
    number = bench.sizes.number;
    copy = RowKernels.copy(bench.program.precision());
    add = RowKernels.of(Primitive.ADD, bench.program.precision(), true);
    sums = bench.fold(0);
    bench.uses(add);
    first = new Operands(new Rows(), sums);
    Rows next = new Rows();
    further = new Operands(sums, next, next, sums, 0);
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
    first.a.set(all, at, row);
    copy.run(first, 1);
    for (int chunk = 1; chunk < bench.call().chunks; chunk++) {
      at += bench.sizes.partialBytes;
      further.b.set(all, at, row);
      add.run(further, 1);
    }
  }
}
