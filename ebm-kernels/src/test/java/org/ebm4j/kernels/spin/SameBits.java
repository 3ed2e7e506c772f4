package org.ebm4j.kernels.spin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.ebm4j.api.engine.Run;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.plain.PlainEngine;
import org.ebm4j.kernels.pool.Pool;
import org.ebm4j.kernels.run.Executor;
import org.ebm4j.kernels.x86.NativeEngine;

/// The law of every sweep: its bits do not depend on the engine, the width of its lanes, the number
/// of threads, nor on how steps are asked for.
final class SameBits {
  private SameBits() {}

  /// @param start a run of the program on an executor, with so many threads
  /// @param starts what its unknowns begin with
  static void everywhere(
      LoopProgram program, BiFunction<Executor, Pool, Run> start, float[] starts) {
    float[] wanted = null;
    for (Executor executor :
        Stream.concat(
                Stream.of(new PlainEngine().translate(program)),
                NativeEngine.executors(program).stream())
            .toList()) {
      for (int threads = 1; threads <= 2; threads++) {
        try (Run run = start.apply(executor, new Pool(threads))) {
          run.block("u").set(starts);
          run.step(1);
          run.step(4 - threads);
          run.step(threads);
          float[] found = run.block("u").toFloats();
          wanted = wanted == null ? found : wanted;
          assertThat(found).containsExactly(wanted);
        }
      }
    }
  }
}
