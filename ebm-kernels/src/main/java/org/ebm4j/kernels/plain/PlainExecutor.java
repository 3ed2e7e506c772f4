package org.ebm4j.kernels.plain;

import org.ebm4j.kernels.loop.Buffer.Region;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.run.Call;
import org.ebm4j.kernels.run.Executor;

/// Performs phases by interpreting them; each thread's rows are made at its first call.
public final class PlainExecutor implements Executor {
  private final Interpreter interpreter;

  public PlainExecutor(LoopProgram program) {
    this.interpreter = new Interpreter(program);
  }

  @Override
  public LoopProgram program() {
    return interpreter.program();
  }

  @Override
  public long sharedBytes() {
    return program().bytes(Region.SHARED);
  }

  @Override
  public int parts(int phase, int stage) {
    if (program().phases().get(phase).shared()) {
      return 1;
    }
    return program().phases().get(phase).kernels().size();
  }

  @Override
  public long scratchBytes() {
    return program().bytes(Region.SCRATCH);
  }

  @Override
  public long operationsPerMillisecond() {
    return 100_000;
  }

  @Override
  public void run(int phase, Call call) {
    Worker worker = worker(call);
    worker.serve(call.seed, call.firstChain, call.chainCount, call.chunks);
    switch (program().phases().get(phase).kind()) {
      case SHARED -> interpreter.shared(phase, worker);
      case CHAINS ->
          interpreter.chains(
              phase, worker, call.first, call.count, call.firstStep, call.steps, call.chunk);
      case CONTRACTIONS -> interpreter.contractions(phase, worker, call.first, call.count);
    }
  }

  private Worker worker(Call call) {
    if (call.kept instanceof Worker worker) {
      return worker;
    }
    Worker made =
        interpreter.worker(
            call.shared.segment(),
            call.chains.segment(),
            call.scratch.segment(),
            call.partial.segment());
    call.kept = made;
    return made;
  }
}
