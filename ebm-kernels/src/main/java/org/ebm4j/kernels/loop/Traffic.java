package org.ebm4j.kernels.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ebm4j.api.engine.Precision;

/// Bytes that a kernel must read and write, each number once: what no order of its loops can save,
/// and what fusing it with a neighbour would.
public final class Traffic {
  private final LoopProgram program;

  public Traffic(LoopProgram program) {
    this.program = program;
  }

  /// Bytes of one unit: a tile, a chain, or one run of what is shared. Contractions count those of
  /// a tile, and their result.
  public long of(Kernel kernel) {
    return switch (kernel) {
      case Kernel.Nest nest -> nest(nest);
      case Kernel.MatMul product ->
          bytes(product.a(), product.m(), product.k())
              + bytes(product.b(), product.k(), product.n())
              + bytes(product.c(), product.m(), product.n());
      case Kernel.Contract contract ->
          bytes(contract.a(), contract.m(), contract.p())
              + buffer(contract.turned())
              + bytes(contract.c(), contract.m(), contract.n());
      case Kernel.Turn turn -> bytes(turn.a(), turn.n(), turn.p()) + buffer(turn.turned());
      case Kernel.BatchSum sum -> bytes(sum.a(), sum.size()) + bytes(sum.partial(), sum.size());
      case Kernel.Combine combine -> buffer(combine.partial()) + buffer(combine.shared());
      case Kernel.Words words -> buffer(words.buffer());
      case Kernel.Categorical sites ->
          bytes(sites.of(), sites.count(), sites.planes())
              + bytes(sites.to(), sites.count(), sites.thresholds());
    };
  }

  private long nest(Kernel.Nest nest) {
    List<Integer> loops = new ArrayList<>(nest.outer());
    loops.addAll(nest.inner());
    int[] extents = loops.stream().mapToInt(Integer::intValue).toArray();
    Stream<Access> stores =
        Stream.concat(nest.body().stream(), nest.tail().stream())
            .<Access>mapMulti((code, to) -> {
              if (code instanceof Code.Store(var at, _)) {
                to.accept(at);
              }
            });
    return Stream.concat(Kernel.loads(nest), stores)
        .mapToLong(access -> bytes(access, extents))
        .sum();
  }

  /// Loops that an access does not move along do not count.
  private long bytes(Access access, int... extents) {
    long elements = 1;
    for (int loop = 0; loop < Math.min(extents.length, access.strides().size()); loop++) {
      elements *= access.strides().get(loop) == 0 ? 1 : extents[loop];
    }
    return elements * element(access.buffer());
  }

  private long buffer(int number) {
    return program.buffers().get(number).size() * element(number);
  }

  private long element(int number) {
    Buffer buffer = program.buffers().get(number);
    int bytes = buffer.words() || program.precision() == Precision.F32 ? 4 : 8;
    return (long) bytes * (buffer.lanes() ? Buffer.LANES : 1);
  }
}
