package org.ebm4j.kernels.vector;

import java.util.HashMap;
import java.util.Map;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.kernels.loop.Buffer.Region;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.Lanes;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.loop.Phase;

/// How a thread's scratch memory is divided: the program's own scratch, once for each tile of a
/// group; then a row of zeros; temporaries of a nest's code; its folds; what a contraction gathers;
/// and factors of products, packed.
final class Sizes {
  /// Rows of 32 numbers in a block: beyond this its temporaries leave the first cache.
  static final int BLOCK = 32;

  /// Tiles that run together at most, so that short nests still fill a block.
  private static final int MOST_TILES = 32;

  /// Bytes of a group of tiles that should stay in the second cache.
  private static final long GROUP_BYTES = 128 << 10;

  final int row; // bytes
  final int number;
  final int tiles;
  final long tileScratch;
  final long chainBytes;
  final long partialBytes;
  final long zeros; // a row of them
  final long temporaries;
  final long folds;
  final long gathered;
  final long totals;
  final long bytes;
  private final Map<Kernel.MatMul, Long> panels = new HashMap<>();

  /// @param mostTemporaries blocks that a nest needs at most
  Sizes(LoopProgram program, int mostTemporaries) {
    boolean single = program.precision() == Precision.F32;
    row = single ? Rows.F32 : Rows.F64;
    number = single ? Float.BYTES : Double.BYTES;
    tileScratch = program.bytes(Region.SCRATCH);
    chainBytes = program.bytes(Region.CHAIN);
    partialBytes = program.bytes(Region.PARTIAL);
    long perTile = Math.max(1, tileScratch + chainBytes);
    tiles = program.tiles() ? Math.clamp(GROUP_BYTES / perTile, 1, MOST_TILES) : 1;
    int mostFolds = 1;
    int mostGathered = 0;
    for (Phase phase : program.phases()) {
      for (Kernel kernel : phase.kernels()) {
        if (kernel instanceof Kernel.Nest nest) {
          mostFolds = Math.max(mostFolds, nest.folds().size());
        } else if (kernel instanceof Kernel.Contract contract) {
          mostGathered = Math.max(mostGathered, contract.m());
        }
      }
    }
    zeros = tiles * tileScratch;
    temporaries = zeros + row;
    folds = temporaries + mostTemporaries * blockBytes();
    gathered = folds + mostFolds * blockBytes();
    totals = gathered + (long) mostGathered * row;
    long at = totals + Math.max(1L, mostGathered) * row;
    for (Phase phase : program.phases()) {
      for (Kernel kernel : phase.kernels()) {
        if (kernel instanceof Kernel.MatMul product && isPacked(program, product)) {
          panels.put(product, at);
          at += (long) (product.m() + Blocks.side()) * product.k() * number;
        }
      }
    }
    bytes = at;
  }

  private static boolean isPacked(LoopProgram program, Kernel.MatMul product) {
    return product.lanes() instanceof Lanes.Chains
        && product.m() >= Blocks.side()
        && product.b().strides().getFirst() > 0
        && program.buffers().get(product.a().buffer()).region() == Region.SHARED;
  }

  /// Where a product packs its first factor, or −1.
  long panels(Kernel.MatMul product) {
    return panels.getOrDefault(product, -1L);
  }

  /// Bytes from one unit's part of a region to the next.
  long unitBytes(Region region) {
    return switch (region) {
      case SHARED, PARTIAL -> 0;
      case CHAIN -> chainBytes;
      case SCRATCH -> tileScratch;
    };
  }

  long blockBytes() {
    return (long) BLOCK * row;
  }
}
