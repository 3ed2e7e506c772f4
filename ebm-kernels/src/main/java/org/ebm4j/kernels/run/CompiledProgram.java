package org.ebm4j.kernels.run;

import java.util.function.Function;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Program;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.graph.Graph;
import org.ebm4j.api.graph.Op;
import org.ebm4j.kernels.loop.Cost;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.lower.Lowering;
import org.ebm4j.kernels.pool.Pool;
import org.jspecify.annotations.Nullable;

/// A computation with its two translations, each made when a run first needs it: for tiles of 32
/// chains, and for few chains one by one.
final class CompiledProgram implements Program {
  private final Computation computation;
  private final Precision precision;
  private final String engine;
  private final Function<LoopProgram, Executor> translate;
  private final boolean reduces;
  private final @Nullable LoopProgram[] lowered = new LoopProgram[2]; // one by one, in tiles
  private final @Nullable Executor[] executors = new Executor[2];

  CompiledProgram(
      Computation computation,
      Precision precision,
      String engine,
      Function<LoopProgram, Executor> translate) {
    this.computation = computation;
    this.precision = precision;
    this.engine = engine;
    this.translate = translate;
    this.reduces =
        Graph.topological(computation.roots()).stream()
            .anyMatch(n -> n.op() instanceof Op.BatchSum || n.op() instanceof Op.BatchContract);
  }

  @Override
  public Computation computation() {
    return computation;
  }

  @Override
  public Precision precision() {
    return precision;
  }

  @Override
  public String engine() {
    return engine;
  }

  @Override
  public Run start(int chains, long seed) {
    if (chains < 1) {
      throw new IllegalArgumentException(
          "cannot start '"
              + computation.name()
              + "' with "
              + chains
              + " chains; it needs at least 1");
    }
    return new LoopRun(computation, executor(inTiles(chains)), chains, seed, Pool.common());
  }

  /// Few chains run one by one, unless that takes longer than a tile with idle lanes.
  private boolean inTiles(int chains) {
    return reduces
        || chains > LoopProgram.FEW
        || (chains > 1 && Cost.favoursTiles(lowered(false), chains));
  }

  private synchronized LoopProgram lowered(boolean inTiles) {
    LoopProgram found = lowered[inTiles ? 1 : 0];
    if (found == null) {
      found = Lowering.lower(computation, precision, inTiles);
      lowered[inTiles ? 1 : 0] = found;
    }
    return found;
  }

  private synchronized Executor executor(boolean inTiles) {
    Executor found = executors[inTiles ? 1 : 0];
    if (found == null) {
      found = translate.apply(lowered(inTiles));
      executors[inTiles ? 1 : 0] = found;
    }
    return found;
  }

  @Override
  public String explain() {
    Executor executor = executor(true);
    return Explanation.of(engine, executor);
  }

  @Override
  public String toString() {
    return "Program[" + computation.name() + ", " + precision + ", " + engine + "]";
  }
}
