package org.ebm4j.kernels.plain;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Buffer.Region;
import org.ebm4j.kernels.loop.Kernel;

/// Sums over the chains of a chunk, of which a worker sums the tiles from `first` on.
sealed interface Sums {
  /// @param first number of the chunk's first tile
  /// @param count its tiles
  void run(Worker worker, long first, long count);

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
    public void run(Worker worker, long first, long count) {
      for (int i = 0; i < contract.m(); i++) {
        int columns = contract.lower() ? i + 1 : contract.n();
        for (int j = 0; j < columns; j++) {
          long sum = 0;
          for (int p = 0; p < contract.p(); p++) {
            for (long tile = first; tile < first + count; tile++) {
              sum = add(worker, tile, i, j, p, sum);
            }
          }
          worker.index[0] = i;
          worker.index[1] = j;
          long at = worker.base(Region.PARTIAL) + partial.at(worker.index);
          worker.arithmetic.set(worker.segment(Region.PARTIAL), at, sum);
        }
      }
    }

    private long add(Worker worker, long tile, int i, int j, int p, long sum) {
      worker.turnTo(tile);
      int valid = worker.valid();
      worker.index[0] = i;
      worker.index[1] = p;
      a.read(worker, worker.lanes, valid);
      worker.index[0] = j;
      b.read(worker, worker.folds[0], valid);
      long added = sum;
      for (int lane = 0; lane < valid; lane++) {
        added = worker.arithmetic.fused(worker.lanes[lane], worker.folds[0][lane], added);
      }
      return added;
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
    public void run(Worker worker, long first, long count) {
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

  /// The chunks' partial results, in order.
  final class OverChunks implements Work {
    private final int size;
    private final int mirrored;
    private final Buffer partial;
    private final Buffer shared;
    private final long stride;

    OverChunks(Kernel.Combine combine, Interpreter.Reading reading) {
      size = combine.size();
      mirrored = combine.mirrored();
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
      mirror(worker);
    }

    private void mirror(Worker worker) {
      Arithmetic arithmetic = worker.arithmetic;
      MemorySegment square = worker.segment(Region.SHARED);
      for (int i = 0; i < mirrored; i++) {
        for (int j = 0; j < i; j++) {
          long below = arithmetic.get(square, at(i, j, arithmetic.bytes()));
          arithmetic.set(square, at(j, i, arithmetic.bytes()), below);
        }
      }
    }

    private long at(int row, int column, int bytes) {
      return shared.offset() + ((long) row * mirrored + column) * bytes;
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
