package org.ebm4j.kernels.spin;

import java.util.LinkedHashMap;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.run.Executor;
import org.ebm4j.kernels.run.LoopEngine;

/// Sweeps made ready to run; the last few are remembered.
final class Translated {
  private static final int REMEMBERED = 16;
  private static final LinkedHashMap<Key, Executor> RECENT = new LinkedHashMap<>(16, .75f, true);

  private Translated() {}

  /// What a sweep does, equal to another that does the same.
  interface Sweep {
    LoopProgram program();
  }

  private record Key(LoopEngine engine, Sweep sweep) {}

  static Executor of(LoopEngine engine, Sweep sweep) {
    synchronized (RECENT) {
      Executor executor =
          RECENT.computeIfAbsent(
              new Key(engine, sweep), key -> key.engine.translate(key.sweep.program()));
      if (RECENT.size() > REMEMBERED) {
        RECENT.pollFirstEntry();
      }
      return executor;
    }
  }
}
