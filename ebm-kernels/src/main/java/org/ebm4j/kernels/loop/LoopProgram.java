package org.ebm4j.kernels.loop;

import java.util.List;
import java.util.Map;
import org.ebm4j.api.engine.Precision;

/// A computation lowered to loops.
///
/// A step runs the phases in order. Phase 0 is shared and depends on shared leaves only: it runs
/// again only after one of them was written. Carries are ordinary kernels at the end of the phases.
///
/// @param tiles whether chains run 32 to a tile; else each alone, with lanes along elements
/// @param leaves name → buffer of each leaf
/// @param outputs name → buffer of each output
/// @param batchSize buffer that holds the number of chains, or −1
/// @param constants buffer number → its numbers, row-major, to be written when a run starts
public record LoopProgram(
    String name,
    Precision precision,
    boolean tiles,
    List<Buffer> buffers,
    List<Phase> phases,
    Map<String, Integer> leaves,
    Map<String, Integer> outputs,
    int batchSize,
    Map<Integer, double[]> constants) {

  /// Runs with more chains than this take the tile path.
  public static final int FEW = 16;

  /// Whether many steps may run on one tile before the next: nothing passes between chains, and no
  /// shared leaf is carried.
  public boolean fuses() {
    return phases.size() <= 2
        && phases.stream().filter(phase -> phase.kind() == Phase.Kind.CHAINS).count() == 1
        && phases.getFirst().kernels().stream()
            .noneMatch(kernel -> leaves.values().stream().anyMatch(kernel::writes));
  }

  /// Tiles whose partial results are gathered together: a function of the batch alone, so that sums
  /// do not depend on threads. At most 64, so that what a chunk reads again stays near.
  public static int chunkTiles(int tiles) {
    return Math.clamp((tiles + 15) / 16, 2, 64);
  }

  /// Bytes of one region (per run, tile or chain, thread, or chunk).
  public long bytes(Buffer.Region region) {
    int number = precision == Precision.F32 ? 4 : 8;
    long end = 0;
    for (Buffer buffer : buffers) {
      if (buffer.region() == region) {
        end = Math.max(end, buffer.offset() + buffer.bytes(number));
      }
    }
    return end;
  }
}
