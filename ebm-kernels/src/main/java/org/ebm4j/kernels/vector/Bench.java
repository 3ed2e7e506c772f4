package org.ebm4j.kernels.vector;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import org.ebm4j.kernels.loop.Buffer.Region;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.run.Call;
import org.jspecify.annotations.Nullable;

/// Where one thread works: its memory, and which tiles, or which chain, it has before it.
final class Bench {
  final LoopProgram program;
  final Sizes sizes;
  private final MemorySegment shared;
  private final MemorySegment chains;
  private final MemorySegment scratch;
  private final MemorySegment partial;
  private final @Nullable Warmth warmth;
  private @Nullable Call call;
  long first; // unit
  int count; // units
  long step;

  /// Without memory: what is made for it says which kernels it uses, and runs none.
  Bench(LoopProgram program, Sizes sizes, Warmth warmth) {
    this.program = program;
    this.sizes = sizes;
    this.warmth = warmth;
    shared = MemorySegment.NULL;
    chains = MemorySegment.NULL;
    scratch = MemorySegment.NULL;
    partial = MemorySegment.NULL;
  }

  Bench(LoopProgram program, Sizes sizes, Call call) {
    this.program = program;
    this.sizes = sizes;
    this.call = call;
    this.warmth = null;
    shared = call.shared.segment();
    chains = call.chains.segment();
    scratch = call.scratch.segment();
    partial = call.partial.segment();
    sizes.literals.forEach(this::fill);
  }

  private void fill(long bits, long at) {
    for (int i = 0; i < sizes.row; i += sizes.number) {
      if (sizes.number == Float.BYTES) {
        scratch.set(ValueLayout.JAVA_INT_UNALIGNED, at + i, (int) bits);
      } else {
        scratch.set(ValueLayout.JAVA_LONG_UNALIGNED, at + i, bits);
      }
    }
  }

  void uses(RowKernel kernel) {
    if (warmth != null) {
      warmth.rows(kernel);
    }
  }

  void uses(BlockKernel kernel) {
    if (warmth != null) {
      warmth.block(kernel);
    }
  }

  void usesLeast() {
    if (warmth != null && sizes.number == Float.BYTES) {
      warmth.least();
    }
  }

  void usesWords() {
    if (warmth != null) {
      warmth.words();
    }
  }

  /// Begins a call.
  void serve(Call call) {
    this.call = call;
  }

  /// The call being served.
  Call call() {
    return Objects.requireNonNull(call, "a bench without memory");
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
    return switch (region) {
      case SHARED, PARTIAL -> 0;
      case CHAIN -> sizes.chainBytes;
      case SCRATCH -> sizes.tileScratch;
    };
  }

  MemorySegment scratch() {
    return scratch;
  }

  /// The row of a literal.
  Rows literal(long bits) {
    Rows rows = new Rows();
    rows.set(scratch, sizes.literal(bits), 0);
    return rows;
  }

  /// Zeroes.
  long zeros() {
    return sizes.literal(0);
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
