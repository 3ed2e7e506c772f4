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
    if (program().phases().get(phase).shared()) {
      interpreter.shared(phase, worker);
    } else {
      interpreter.chains(
          phase, worker, call.first, call.count, call.firstStep, call.steps, call.chunk);
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
