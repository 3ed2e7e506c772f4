package org.ebm4j.kernels.vector;

import java.util.concurrent.locks.ReentrantLock;
import org.ebm4j.kernels.loop.Buffer.Region;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.loop.Phase;
import org.ebm4j.kernels.plain.PlainExecutor;
import org.ebm4j.kernels.run.Call;
import org.ebm4j.kernels.run.Executor;

/// Performs phases with vector kernels, and one by one as long as it is not worth waiting for these
/// to be compiled. Whether it is, is decided before the steps that a run is asked for, by what they
/// and all before them are; what a thread needs is made at its first call.
final class VectorExecutor implements Executor {
  /// Operations that plain does in about the time in which kernels get warm.
  static final long WORTH_WARMING = 300_000_000;

  private final LoopProgram program;
  private final PlainExecutor plain;
  private final Prepared prepared;
  private final ReentrantLock warming = new ReentrantLock();
  private final long worthWarming;
  private long asked; // operations
  private volatile boolean isWarm;

  /// @param worthWarming operations after which the program gets kernels; 0 for at once, and
  ///   without waiting until they are warm
  VectorExecutor(LoopProgram program, long worthWarming) {
    this.program = program;
    this.worthWarming = worthWarming;
    plain = new PlainExecutor(program);
    prepared = new Prepared(program);
    isWarm = worthWarming == 0;
  }

  @Override
  public LoopProgram program() {
    return program;
  }

  @Override
  public long scratchBytes() {
    return prepared.sizes().bytes;
  }

  @Override
  public long sharedBytes() {
    return program.bytes(Region.SHARED);
  }

  @Override
  public int parts(int phase, int stage) {
    if (program().phases().get(phase).shared()) {
      return 1;
    }
    return program.phases().get(phase).kernels().stream()
        .mapToInt(kernel -> ContractWork.parts((Kernel.Contract) kernel))
        .sum();
  }

  @Override
  public long operationsPerMillisecond() {
    return isWarm ? 10_000_000 : plain.operationsPerMillisecond();
  }

  @Override
  public int unitsTogether() {
    return prepared.sizes().tiles;
  }

  @Override
  public void expect(long operations) {
    if (isWarm) {
      return;
    }
    warming.lock();
    try {
      asked += operations;
      if (!isWarm && asked > worthWarming) {
        prepared.warm();
        isWarm = true;
      }
    } finally {
      warming.unlock();
    }
  }

  boolean isWarm() {
    return isWarm;
  }

  @Override
  public void run(int phase, Call call) {
    if (!isWarm) {
      slowly(phase, call);
      return;
    }
    if (!(call.kept instanceof Ready)) {
      call.kept = new Ready(prepared, new Bench(program, prepared.sizes(), call));
    }
    ((Ready) call.kept).run(phase, call);
  }

  /// The first part of a contraction stands for all of it.
  private void slowly(int phase, Call call) {
    if (program.phases().get(phase).kind() != Phase.Kind.CONTRACTIONS) {
      plain.run(phase, call);
      return;
    }
    long first = call.first;
    long end = first + call.count;
    long part = 0;
    int number = 0;
    call.count = 1;
    for (Kernel kernel : program.phases().get(phase).kernels()) {
      if (part >= first && part < end) {
        call.first = number;
        plain.run(phase, call);
      }
      part += ContractWork.parts((Kernel.Contract) kernel);
      number++;
    }
    call.first = first;
    call.count = end - first;
  }
}
