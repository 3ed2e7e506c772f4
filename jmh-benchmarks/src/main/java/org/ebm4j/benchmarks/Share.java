package org.ebm4j.benchmarks;

import org.ebm4j.kernels.memory.MachineProbe;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// The rate reached, beside the fused multiply-add peak of one core taken just before in the same
/// process.
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class Share {
  /// 10⁹ operations a second.
  public double gigaflops;

  /// The machine's limit, now.
  public double peakGigaflops;

  /// The first over the second, in per cent.
  public double percentOfPeak;

  private double operations;
  private long started;

  @Setup(Level.Iteration)
  public void measurePeak() {
    peakGigaflops = MachineProbe.measure(16).map(MachineProbe::gigaflops).orElse(Double.NaN);
    operations = 0;
    started = System.nanoTime();
  }

  void add(double operations) {
    this.operations += operations;
  }

  @TearDown(Level.Iteration)
  public void conclude() {
    gigaflops = operations / (System.nanoTime() - started);
    percentOfPeak = 100 * gigaflops / peakGigaflops;
  }
}
