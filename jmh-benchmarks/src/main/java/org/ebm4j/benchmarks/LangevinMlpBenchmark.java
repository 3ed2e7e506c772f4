package org.ebm4j.benchmarks;

import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Run;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// Claim: a Langevin step on an energy with two hidden layers of 128 runs at two thirds of the
/// processor's peak for thousands of chains, and takes a few microseconds for one. Baseline: plain
/// Java loops over heap arrays, gradient only.
public class LangevinMlpBenchmark extends Timed {
  private static final int HIDDEN = 128;
  private static final int STEPS = 20;

  /// Chains walked at once.
  @Param({"4096", "1"})
  public int chains;

  private Run run;
  private PlainMlp plain;

  @Setup
  public void start() {
    Computation work = Work.mlp(HIDDEN);
    Work.check(work, Math.min(chains, 40));
    run = Work.start(work, chains);
    plain = new PlainMlp(HIDDEN, chains);
  }

  @TearDown
  public void close() {
    run.close();
  }

  @Benchmark
  @OperationsPerInvocation(STEPS)
  public void emitted(Share share) {
    run.step(STEPS);
    share.add(STEPS * chains * Work.mlpFlops(HIDDEN));
  }

  @Benchmark
  public float plainJava() {
    return plain.gradients();
  }
}
