package org.ebm4j.kernels.plain;

import java.lang.foreign.MemorySegment;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Buffer.Region;
import org.ebm4j.kernels.loop.Kernel;

/// The chunks' partial results added in order, then the lanes as a tree.
final class Combined implements Work {
  private final int size;
  private final Buffer partial;
  private final Buffer shared;
  private final long stride;

  Combined(Kernel.Combine combine, Interpreter.Reading reading) {
    size = combine.size();
    partial = reading.program().buffers().get(combine.partial());
    shared = reading.program().buffers().get(combine.shared());
    stride = reading.program().bytes(Region.PARTIAL);
  }

  @Override
  public void run(Worker worker) {
    Arithmetic arithmetic = worker.arithmetic;
    long[] sums = worker.lanes;
    for (int i = 0; i < size; i++) {
      for (int lane = 0; lane < Buffer.LANES; lane++) {
        sums[lane] =
            sum(worker, partial.offset() + ((long) i * Buffer.LANES + lane) * arithmetic.bytes());
      }
      for (int half = Buffer.LANES / 2; half >= 1; half /= 2) {
        for (int lane = 0; lane < half; lane++) {
          sums[lane] = arithmetic.sum(sums[lane], sums[lane + half]);
        }
      }
      arithmetic.set(
          worker.segment(Region.SHARED), shared.offset() + (long) i * arithmetic.bytes(), sums[0]);
    }
  }

  private long sum(Worker worker, long at) {
    MemorySegment from = worker.segment(Region.PARTIAL);
    long sum = worker.arithmetic.get(from, at);
    for (int chunk = 1; chunk < worker.chunks(); chunk++) {
      sum = worker.arithmetic.sum(sum, worker.arithmetic.get(from, at + chunk * stride));
    }
    return sum;
  }
}
