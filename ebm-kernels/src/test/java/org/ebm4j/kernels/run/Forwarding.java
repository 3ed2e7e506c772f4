package org.ebm4j.kernels.run;

import org.ebm4j.kernels.loop.LoopProgram;

/// Another executor, for tests that change or watch one thing about it.
class Forwarding implements Executor {
  private final Executor executor;

  Forwarding(Executor executor) {
    this.executor = executor;
  }

  @Override
  public LoopProgram program() {
    return executor.program();
  }

  @Override
  public long sharedBytes() {
    return executor.sharedBytes();
  }

  @Override
  public int stages(int phase) {
    return executor.stages(phase);
  }

  @Override
  public int parts(int phase, int stage) {
    return executor.parts(phase, stage);
  }

  @Override
  public long operations(int phase, int stage) {
    return executor.operations(phase, stage);
  }

  @Override
  public long scratchBytes() {
    return executor.scratchBytes();
  }

  @Override
  public void run(int phase, Call call) {
    executor.run(phase, call);
  }
}
