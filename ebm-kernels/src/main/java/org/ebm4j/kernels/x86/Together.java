package org.ebm4j.kernels.x86;

import java.util.List;
import org.ebm4j.kernels.loop.Access;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Buffer.Region;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.Lanes;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.loop.Phase;

/// Chains of the few path that are walked side by side: a product reads its shared factor once for
/// all of them, as columns of one product, and every other kernel runs for one chain after the
/// other. One chain alone waits for the factor to come out of the second cache; several share that
/// wait.
///
/// What is computed for a chain does not depend on who is walked beside it.
final class Together {
  /// Chains at most: as many columns of accumulators as fit the registers beside three vectors.
  static final int MOST = 8;

  /// Numbers of a factor from which it is read for all chains at once.
  private static final int LARGE = 64;

  private Together() {}

  /// Whether chains of the program are worth walking side by side.
  static boolean isWorthIt(LoopProgram program) {
    return !program.tiles()
        && program.phases().stream()
            .filter(phase -> phase.kind() == Phase.Kind.CHAINS)
            .flatMap(phase -> phase.kernels().stream())
            .anyMatch(kernel -> isShared(program, kernel));
  }

  /// Whether a kernel is done once for all chains.
  static boolean isShared(LoopProgram program, Kernel kernel) {
    return kernel instanceof Kernel.MatMul product
        && product.n() == 1
        && product.lanes() instanceof Lanes.Along
        && (long) product.m() * product.k() >= LARGE
        && region(program, product.a()) == Region.SHARED
        && region(program, product.b()) != Region.SHARED
        && region(program, product.c()) != Region.SHARED;
  }

  /// The product of all chains: a column for each.
  static Kernel.MatMul of(LoopProgram program, Kernel.MatMul one, int chains) {
    return new Kernel.MatMul(
        one.m(),
        one.k(),
        chains,
        one.a(),
        columns(program, one.b()),
        columns(program, one.c()),
        one.lanes(),
        one.term());
  }

  private static Access columns(LoopProgram program, Access column) {
    long chain = program.bytes(region(program, column)) / Rows.of(program.precision()).bytes;
    int stride = Math.toIntExact(chain);
    return new Access(
        column.buffer(), column.offset(), List.of(column.strides().getFirst(), stride));
  }

  private static Region region(LoopProgram program, Access access) {
    Buffer buffer = program.buffers().get(access.buffer());
    return buffer.region();
  }
}
