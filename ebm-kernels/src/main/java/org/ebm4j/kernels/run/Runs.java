package org.ebm4j.kernels.run;

import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Run;
import org.ebm4j.kernels.pool.Pool;

/// Starts loop programs that no graph was lowered to.
public final class Runs {
  private Runs() {}

  /// @param arrays whose leaves and outputs name the program's arrays
  public static Run start(Computation arrays, Executor executor, int chains, long seed, Pool pool) {
    return new LoopRun(arrays, executor, chains, seed, pool);
  }
}
