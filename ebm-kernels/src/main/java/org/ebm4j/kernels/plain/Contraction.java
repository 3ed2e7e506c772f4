package org.ebm4j.kernels.plain;

import java.lang.foreign.MemorySegment;
import org.ebm4j.kernels.loop.Buffer.Region;
import org.ebm4j.kernels.loop.Kernel;

/// Products of two arrays' elements, summed over all chains, chunk after chunk.
final class Contraction {
  private final Kernel.Contract contract;
  private final Pointer a;
  private final long b;
  private final Pointer c;

  Contraction(Kernel.Contract contract, Interpreter.Reading reading) {
    this.contract = contract;
    a = reading.pointer(contract.a(), new Form.Chains());
    b = reading.program().buffers().get(contract.turned()).offset();
    c = reading.pointer(contract.c(), new Form.Single());
  }

  void run(Worker worker) {
    int tiles = worker.tiles();
    int chunk = Kernel.Contract.CHUNK;
    for (int i = 0; i < contract.m(); i++) {
      int columns = contract.symmetric() ? i + 1 : contract.n();
      for (int j = 0; j < columns; j++) {
        long sum = over(worker, i, j, 0, Math.min(chunk, tiles));
        for (int first = chunk; first < tiles; first += chunk) {
          long next = over(worker, i, j, first, Math.min(first + chunk, tiles));
          sum = worker.arithmetic.sum(sum, next);
        }
        set(worker, i, j, sum);
        if (contract.symmetric()) {
          set(worker, j, i, sum);
        }
      }
    }
  }

  private void set(Worker worker, int i, int j, long value) {
    worker.index[0] = i;
    worker.index[1] = j;
    worker.arithmetic.set(worker.segment(Region.SHARED), c.at(worker.index), value);
  }

  /// One chunk: the tiles from `first` to `end`.
  private long over(Worker worker, int i, int j, int first, int end) {
    long sum = 0;
    for (int p = 0; p < contract.p(); p++) {
      worker.index[0] = i;
      worker.index[1] = p;
      for (int tile = first; tile < end; tile++) {
        sum = add(worker, tile, j, p, sum);
      }
    }
    return sum;
  }

  private long add(Worker worker, int tile, int j, int p, long sum) {
    Arithmetic arithmetic = worker.arithmetic;
    worker.turnTo(tile);
    int valid = worker.valid();
    a.read(worker, worker.lanes, valid);
    MemorySegment chains = worker.segment(Region.CHAIN);
    long base = worker.base(Region.CHAIN) + b;
    long added = sum;
    for (int lane = 0; lane < valid; lane++) {
      long at = base + Turning.number(contract.n(), j, p, lane) * arithmetic.bytes();
      added = arithmetic.fused(worker.lanes[lane], arithmetic.get(chains, at), added);
    }
    return added;
  }
}
