package org.ebm4j.kernels.vector;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.kernels.loop.Buffer.Region;
import org.ebm4j.kernels.loop.Code;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.loop.Phase;

/// How a thread's scratch memory is divided: the program's own scratch, once for each tile of a
/// group; then rows that hold one literal each; temporaries of a nest's code; its folds; and what a
/// contraction gathers.
final class Sizes {
  /// Rows of 32 numbers in a block: beyond this its temporaries leave the first cache.
  static final int BLOCK = 32;

  /// Tiles that run together at most, so that short nests still fill a block.
  private static final int MOST_TILES = 32;

  /// Bytes of a group of tiles that should stay in the second cache.
  private static final long GROUP_BYTES = 256 << 10;

  private static final long SIGN = 0x80000000L; // of a float; a denormal one counts as that zero

  final int row; // bytes
  final int number;
  final int tiles;
  final long tileScratch;
  final long chainBytes;
  final long partialBytes;
  final long temporaries;
  final long folds;
  final long gathered;
  final long totals;
  final long bytes;
  final Map<Long, Long> literals = new LinkedHashMap<>(); // bits → place of their row
  private int most; // temporaries of one code

  Sizes(Reading reading) {
    LoopProgram program = reading.program();
    boolean single = program.precision() == Precision.F32;
    row = single ? Rows.F32 : Rows.F64;
    number = single ? Float.BYTES : Double.BYTES;
    tileScratch = program.bytes(Region.SCRATCH);
    chainBytes = program.bytes(Region.CHAIN);
    partialBytes = program.bytes(Region.PARTIAL);
    long perTile = Math.max(1, tileScratch + chainBytes);
    tiles = program.tiles() ? Math.clamp(GROUP_BYTES / perTile, 1, MOST_TILES) : 1;
    int mostFolds = 1;
    long mostGathered = 0;
    long at = tiles * tileScratch;
    literals.put(0L, at);
    literals.put(negativeInfinity(program.precision()), at + row);
    for (Phase phase : program.phases()) {
      for (Kernel kernel : phase.kernels()) {
        if (kernel instanceof Kernel.Nest nest) {
          mostFolds = Math.max(mostFolds, nest.folds().size());
          collect(nest.body(), at, kept(nest), reading);
          collect(nest.tail(), at, new int[0], reading);
        } else if (kernel instanceof Kernel.Contract contract) {
          mostGathered = Math.max(mostGathered, contract.m());
        }
      }
    }
    temporaries = at + (long) literals.size() * row;
    folds = temporaries + most * blockBytes();
    gathered = folds + mostFolds * blockBytes();
    totals = gathered + mostGathered * row;
    bytes = totals + Math.max(1, mostGathered) * row;
  }

  static long negativeInfinity(Precision precision) {
    return precision == Precision.F32
        ? Integer.toUnsignedLong(Float.floatToRawIntBits(Float.NEGATIVE_INFINITY))
        : Double.doubleToRawLongBits(Double.NEGATIVE_INFINITY);
  }

  /// Where the row of a literal lies.
  long literal(long bits) {
    return Objects.requireNonNull(literals.get(bits), "a literal that was not collected");
  }

  long blockBytes() {
    return (long) BLOCK * row;
  }

  /// What folds read of a nest's body.
  static int[] kept(Kernel.Nest nest) {
    return nest.folds().stream().flatMapToInt(fold -> IntStream.of(fold.a(), fold.b())).toArray();
  }

  private void collect(List<Code> codes, long start, int[] kept, Reading reading) {
    for (Code code : codes) {
      if (code instanceof Code.Literal(long bits)) {
        literals.computeIfAbsent(bits, _ -> start + (long) literals.size() * row);
        if (reading.isSingle()) {
          literals.computeIfAbsent(bits & SIGN, _ -> start + (long) literals.size() * row);
        }
      }
    }
    most = Math.max(most, new Assignment(codes, kept, reading).count());
  }
}
