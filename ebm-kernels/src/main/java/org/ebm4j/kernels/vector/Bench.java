package org.ebm4j.kernels.vector;

import java.lang.foreign.MemorySegment;
import org.ebm4j.kernels.loop.Buffer.Region;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.run.Call;

/// Where one thread works: its memory, and which tiles, or which chain, it has before it.
final class Bench {
  final LoopProgram program;
  final Sizes sizes;
  private final MemorySegment shared;
  private final MemorySegment chains;
  private final MemorySegment scratch;
  private final MemorySegment partial;
  private Call call;
  long first; // unit
  int count; // units
  long step;

  Bench(LoopProgram program, Sizes sizes, Call call) {
    this.program = program;
    this.sizes = sizes;
    this.call = call;
    shared = call.shared.segment();
    chains = call.chains.segment();
    scratch = call.scratch.segment();
    partial = call.partial.segment();
  }

  /// Begins a call.
  void serve(Call call) {
    this.call = call;
  }

  /// The call being served.
  Call call() {
    return call;
  }

  MemorySegment segment(Region region) {
    return switch (region) {
      case SHARED -> shared;
      case CHAIN -> chains;
      case SCRATCH -> scratch;
      case PARTIAL -> partial;
    };
  }

  /// Where the first unit's part of a region begins.
  long base(Region region) {
    return switch (region) {
      case SHARED, SCRATCH -> 0;
      case CHAIN -> first * sizes.chainBytes;
      case PARTIAL -> call().chunk * sizes.partialBytes;
    };
  }

  /// Bytes from one unit's part to the next.
  long unitBytes(Region region) {
    return sizes.unitBytes(region);
  }

  MemorySegment scratch() {
    return scratch;
  }

  long zeros() {
    return sizes.zeros;
  }

  Rows temporary(int number) {
    return block(sizes.temporaries, number);
  }

  Rows fold(int number) {
    return block(sizes.folds, number);
  }

  private Rows block(long start, int number) {
    Rows rows = new Rows();
    rows.set(scratch, start + number * sizes.blockBytes(), sizes.row);
    return rows;
  }
}
