package org.ebm4j.kernels.plain;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Buffer.Region;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.LoopProgram;

/// What one thread needs to interpret a program: its memory, its rows of lanes, and where it
/// stands.
public final class Worker {
  final LoopProgram program;
  final Arithmetic arithmetic;
  final int[] index; // of the loops of the kernel being run
  final long[][] folds;
  final long[] lanes = new long[Buffer.LANES];
  final int[] words = new int[4];
  final long[][] planes = new long[Kernel.Categorical.MOST_PLANES][Buffer.LANES];
  final long[][] below = new long[Kernel.Categorical.MOST_CATEGORIES - 1][Buffer.LANES];
  final int[] members = new int[Kernel.Categorical.MOST_CLASSES];
  final int[] open = new int[Kernel.Categorical.MOST_CATEGORIES - 1];
  private final long[][] literals;
  private final long[][] rows;
  private final MemorySegment shared;
  private final MemorySegment chains;
  private final MemorySegment scratch;
  private final MemorySegment partial;
  private final long chainBytes;
  private final long partialBytes;
  private long chainBase;
  private long partialBase;
  private long chainCount;
  private int chunks;
  private long unit;
  private long firstChain;
  private long seed;
  private long step;

  /// @param shared bytes(SHARED) of them, like the others per unit: tile or chain, thread, chunk
  Worker(
      Interpreter interpreter,
      MemorySegment shared,
      MemorySegment chains,
      MemorySegment scratch,
      MemorySegment partial) {
    this.program = interpreter.program();
    this.arithmetic = interpreter.arithmetic();
    this.literals = interpreter.literalRows();
    this.rows = new long[interpreter.temporaries()][Buffer.LANES];
    this.folds = new long[interpreter.folds()][Buffer.LANES];
    this.index = new int[interpreter.loops()];
    this.shared = shared;
    this.chains = chains;
    this.scratch = scratch;
    this.partial = partial;
    this.chainBytes = program.bytes(Region.CHAIN);
    this.partialBytes = program.bytes(Region.PARTIAL);
  }

  /// Says whose numbers these are; holds until said anew.
  ///
  /// @param firstChain the first chain's id
  /// @param chunks of partial results
  public void serve(long seed, long firstChain, long chainCount, int chunks) {
    this.seed = seed;
    this.firstChain = firstChain;
    this.chainCount = chainCount;
    this.chunks = chunks;
  }

  void stand(long unit, long step, int chunk) {
    this.unit = unit;
    this.step = step;
    chainBase = unit * chainBytes;
    partialBase = chunk * partialBytes;
    Arrays.fill(index, 0);
  }

  /// Stands at another tile of the same chunk.
  void turnTo(long tile) {
    unit = tile;
    chainBase = tile * chainBytes;
  }

  MemorySegment segment(Region region) {
    return switch (region) {
      case SHARED -> shared;
      case CHAIN -> chains;
      case SCRATCH -> scratch;
      case PARTIAL -> partial;
    };
  }

  /// Where the unit's, or the chunk's, part of a region begins, in bytes.
  long base(Region region) {
    return switch (region) {
      case SHARED, SCRATCH -> 0;
      case CHAIN -> chainBase;
      case PARTIAL -> partialBase;
    };
  }

  /// A row of lanes: a temporary, or below 0 a literal.
  long[] row(int number) {
    return number >= 0 ? rows[number] : literals[-1 - number];
  }

  /// Lanes of the tile that hold a chain.
  int valid() {
    return Math.clamp(chainCount - unit * Buffer.LANES, 0, Buffer.LANES);
  }

  int chunks() {
    return chunks;
  }

  /// Tiles of the run.
  int tiles() {
    return (int) ((chainCount + Buffer.LANES - 1) / Buffer.LANES);
  }

  long seed() {
    return seed;
  }

  int step() {
    return (int) step;
  }

  /// Id of the chain in a lane; on the few path of the chain.
  long chain(int lane) {
    return firstChain + (program.tiles() ? unit * Buffer.LANES + lane : unit);
  }
}
