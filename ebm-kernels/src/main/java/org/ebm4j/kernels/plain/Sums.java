package org.ebm4j.kernels.plain;

import java.lang.foreign.MemorySegment;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Buffer.Region;
import org.ebm4j.kernels.loop.Kernel;

/// Sums over the chains: within a tile into the chunk's partial results, and over the chunks.
sealed interface Sums extends Work {

  /// Products of two arrays' elements, summed over the chains.
  final class Contraction implements Sums {
    private final Kernel.Contract contract;
    private final Pointer a;
    private final Pointer b;
    private final Pointer partial;

    Contraction(Kernel.Contract contract, Interpreter.Reading reading) {
      this.contract = contract;
      a = reading.pointer(contract.a(), new Form.Chains());
      b = reading.pointer(contract.b(), new Form.Chains());
      partial = reading.pointer(contract.partial(), new Form.Single());
    }

    @Override
    public void run(Worker worker) {
      for (int i = 0; i < contract.m(); i++) {
        for (int j = 0; j < contract.n(); j++) {
          element(worker, i, j);
        }
      }
    }

    private void element(Worker worker, int i, int j) {
      int[] index = worker.index;
      Arithmetic arithmetic = worker.arithmetic;
      index[0] = i;
      index[1] = j;
      long at = worker.base(Region.PARTIAL) + partial.at(index);
      MemorySegment sums = worker.segment(Region.PARTIAL);
      long sum = arithmetic.get(sums, at);
      for (int p = 0; p < contract.p(); p++) {
        index[0] = i;
        index[1] = p;
        a.read(worker, worker.lanes, worker.valid());
        index[0] = j;
        b.read(worker, worker.folds[0], worker.valid());
        for (int lane = 0; lane < worker.valid(); lane++) {
          sum = arithmetic.fused(worker.lanes[lane], worker.folds[0][lane], sum);
        }
      }
      arithmetic.set(sums, at, sum);
    }
  }

  /// An array's elements, each lane for itself.
  final class OverTiles implements Sums {
    private final int size;
    private final Pointer a;
    private final Pointer partial;

    OverTiles(Kernel.BatchSum sum, Interpreter.Reading reading) {
      size = sum.size();
      a = reading.pointer(sum.a(), new Form.Chains());
      partial = reading.pointer(sum.partial(), new Form.Chains());
    }

    @Override
    public void run(Worker worker) {
      long[] sums = worker.folds[0];
      for (int i = 0; i < size; i++) {
        worker.index[0] = i;
        a.read(worker, worker.lanes, worker.valid());
        partial.read(worker, sums, worker.valid());
        for (int lane = 0; lane < worker.valid(); lane++) {
          sums[lane] = worker.arithmetic.sum(sums[lane], worker.lanes[lane]);
        }
        partial.write(worker, sums, worker.valid());
      }
    }
  }

  /// The chunks' partial results, in order.
  final class OverChunks implements Sums {
    private final int size;
    private final Buffer partial;
    private final Buffer shared;
    private final long stride;

    OverChunks(Kernel.Combine combine, Interpreter.Reading reading) {
      size = combine.size();
      partial = reading.program().buffers().get(combine.partial());
      shared = reading.program().buffers().get(combine.shared());
      stride = reading.program().bytes(Region.PARTIAL);
    }

    @Override
    public void run(Worker worker) {
      Arithmetic arithmetic = worker.arithmetic;
      int n = partial.lanes() ? Buffer.LANES : 1;
      long[] sums = worker.lanes;
      for (int i = 0; i < size; i++) {
        for (int lane = 0; lane < n; lane++) {
          sums[lane] = sum(worker, partial.offset() + ((long) i * n + lane) * arithmetic.bytes());
        }
        for (int half = n / 2; half >= 1; half /= 2) {
          for (int lane = 0; lane < half; lane++) {
            sums[lane] = arithmetic.sum(sums[lane], sums[lane + half]);
          }
        }
        arithmetic.set(
            worker.segment(Region.SHARED),
            shared.offset() + (long) i * arithmetic.bytes(),
            sums[0]);
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
}
