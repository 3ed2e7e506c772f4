package org.ebm4j.kernels.spin;

import java.util.LinkedHashMap;
import org.ebm4j.kernels.run.Executor;
import org.ebm4j.kernels.run.LoopEngine;

/// Packed programs made ready to run; the last few are remembered.
final class Translated {
  private static final int REMEMBERED = 16;
  private static final LinkedHashMap<Key, Executor> RECENT = new LinkedHashMap<>(16, .75f, true);

  private Translated() {}

  private record Key(LoopEngine engine, PackedProgram program) {}

  static Executor of(LoopEngine engine, PackedProgram program) {
    synchronized (RECENT) {
      Executor executor =
          RECENT.computeIfAbsent(
              new Key(engine, program), key -> key.engine.translate(key.program.program()));
      if (RECENT.size() > REMEMBERED) {
        RECENT.pollFirstEntry();
      }
      return executor;
    }
  }
}
