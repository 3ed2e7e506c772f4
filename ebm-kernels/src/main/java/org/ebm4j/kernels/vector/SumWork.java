package org.ebm4j.kernels.vector;

import org.ebm4j.kernels.loop.Access;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Buffer.Region;
import org.ebm4j.kernels.loop.Kernel;

/// Elements of an array summed over the tiles of a chunk, each lane for itself. A last tile that is
/// not full, and floats that may be denormal, are left to the interpreter.
final class SumWork implements Work {
  private final Kernel.BatchSum sum;
  private final Bench bench;
  private final PlainWork plain;
  private final boolean dirty;
  private final RowKernel kernel;
  private final Operands adding;
  private final Rows rows = new Rows();
  private final Rows gathered;

  SumWork(Kernel.BatchSum sum, Bench bench, Reading reading) {
    this.sum = sum;
    this.bench = bench;
    plain = new PlainWork(sum, bench);
    dirty = reading.isSingle() && reading.isDirty(sum.a().buffer());
    Formula add = Formulas.add(bench.program.precision());
    kernel = Kernels.of(add);
    gathered = bench.fold(0);
    gathered.step = 0;
    adding = new Operands(add, new Rows[] {gathered, rows}, new Rows[] {gathered});
  }

  @Override
  public void run(Bench bench) {
    boolean full = bench.call().chainCount >= (bench.first + bench.count) * (long) Buffer.LANES;
    if (dirty || !full) {
      plain.run(bench);
      return;
    }
    for (int i = 0; i < sum.size(); i++) {
      gathered.slice(1, bench.sizes.row).fill((byte) 0);
      rows.set(bench.segment(Region.CHAIN), at(sum.a(), i), bench.unitBytes(Region.CHAIN));
      adding.perform(kernel, bench.count);
      bench
          .segment(Region.PARTIAL)
          .asSlice(at(sum.partial(), i), bench.sizes.row)
          .copyFrom(gathered.slice(1, bench.sizes.row));
    }
  }

  private long at(Access access, int i) {
    Buffer buffer = bench.program.buffers().get(access.buffer());
    long element = access.offset() + (long) i * access.strides().get(0);
    return bench.base(buffer.region()) + buffer.offset() + element * bench.sizes.row;
  }
}
