package org.ebm4j.kernels.vector;

import java.util.ArrayList;
import java.util.List;
import org.ebm4j.kernels.loop.Buffer.Region;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.loop.Phase;
import org.ebm4j.kernels.plain.Interpreter;
import org.ebm4j.kernels.plain.Worker;

/// A kernel left to the plain interpreter, because it is rare.
final class PlainWork implements Work {
  private final Bench bench;
  private final Interpreter interpreter;
  private final boolean sums;
  private final List<Worker> workers = new ArrayList<>(); // one a unit of the group

  PlainWork(Kernel kernel, Bench bench) {
    this.bench = bench;
    this.sums = kernel instanceof Kernel.BatchSum;
    Phase phase =
        switch (kernel) {
          case Kernel.BatchSum sum -> new Phase(Phase.Kind.CHAINS, List.of(), List.of(sum));
          case Kernel.Contract contract -> new Phase(Phase.Kind.CONTRACTIONS, List.of(contract));
          case Kernel.Nest _, Kernel.MatMul _, Kernel.Combine _, Kernel.Turn _ ->
              new Phase(Phase.Kind.CHAINS, List.of(kernel));
          case Kernel.Words _, Kernel.Categorical _ ->
              new Phase(Phase.Kind.CHAINS, List.of(kernel));
        };
    LoopProgram p = bench.program;
    interpreter =
        new Interpreter(
            new LoopProgram(
                p.name(),
                p.precision(),
                p.tiles(),
                p.buffers(),
                List.of(phase),
                p.leaves(),
                p.outputs(),
                p.batchSize(),
                p.constants()));
  }

  private Worker worker(int unit) {
    while (workers.size() <= unit) {
      workers.add(
          interpreter.worker(
              bench.segment(Region.SHARED),
              bench.segment(Region.CHAIN),
              bench.scratch().asSlice(workers.size() * bench.sizes.tileScratch),
              bench.segment(Region.PARTIAL)));
    }
    Worker worker = workers.get(unit);
    worker.serve(
        bench.call().seed, bench.call().firstChain, bench.call().chainCount, bench.call().chunks);
    return worker;
  }

  @Override
  public void run(Bench bench) {
    if (sums) {
      interpreter.chains(0, worker(0), bench.first, bench.count, bench.step, 0, bench.call().chunk);
      return;
    }
    for (int unit = 0; unit < bench.count; unit++) {
      one(unit);
    }
  }

  /// Runs a contraction, all of it.
  void contract() {
    interpreter.contractions(0, worker(0), 0, 1);
  }

  /// Runs for one unit of the group.
  void one(int unit) {
    interpreter.chains(0, worker(unit), bench.first + unit, 1, bench.step, 1, bench.call().chunk);
  }
}
