package org.ebm4j.kernels.x86;

import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.loop.Phase;

/// What a phase of chains is written for.
///
/// @param together chains of the few path that are walked side by side; the count of a call is a
///   multiple of it
/// @param lanes chains of a tile that are computed
record Units(int together, int lanes) {
  /// Tiles of which only the first half of the lanes holds chains.
  static final Units HALF = new Units(1, Buffer.LANES / 2);

  /// So many chains of the few path, or whole tiles.
  static Units sideBySide(int together) {
    return new Units(together, Buffer.LANES);
  }

  /// Whether tiles of a phase may be computed by half: nothing in it adds up chains.
  static boolean canBeHalf(LoopProgram program, int phase) {
    Phase it = program.phases().get(phase);
    return program.tiles()
        && it.kind() == Phase.Kind.CHAINS
        && !it.reduces()
        && it.kernels().stream().allMatch(Units::standsAlone);
  }

  private static boolean standsAlone(Kernel kernel) {
    return switch (kernel) {
      case Kernel.Nest _, Kernel.MatMul _, Kernel.Words _ -> true;
      case Kernel.Turn _, Kernel.Contract _, Kernel.BatchSum _ -> false;
      case Kernel.Combine _, Kernel.Categorical _ -> false;
    };
  }
}
