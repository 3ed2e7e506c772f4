package org.ebm4j.kernels.plain;

import java.util.Arrays;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Kernel;

/// Sums of an array's elements over the tiles of a chunk, each lane for itself.
final class Sums {
  private final int size;
  private final Pointer a;
  private final Pointer partial;

  Sums(Kernel.BatchSum sum, Interpreter.Reading reading) {
    size = sum.size();
    a = reading.pointer(sum.a(), new Form.Chains());
    partial = reading.pointer(sum.partial(), new Form.Chains());
  }

  /// @param first number of the chunk's first tile
  /// @param count its tiles
  void run(Worker worker, long first, long count) {
    long[] sums = worker.folds[0];
    for (int i = 0; i < size; i++) {
      worker.index[0] = i;
      Arrays.fill(sums, 0);
      for (long tile = first; tile < first + count; tile++) {
        worker.turnTo(tile);
        int valid = worker.valid();
        a.read(worker, worker.lanes, valid);
        for (int lane = 0; lane < valid; lane++) {
          sums[lane] = worker.arithmetic.sum(sums[lane], worker.lanes[lane]);
        }
      }
      partial.write(worker, sums, Buffer.LANES);
    }
  }
}
