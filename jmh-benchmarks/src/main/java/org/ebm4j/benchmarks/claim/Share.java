package org.ebm4j.benchmarks.claim;

import org.ebm4j.kernels.memory.MachineProbe;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/// The rate reached, beside the fused multiply-add peak of one core taken just before in the same
/// process.
///
/// JMH adds up such counters over all iterations of all forks; each iteration gives its part of the
/// mean, so that the sums are means.
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class Share {
  /// 10⁹ operations a second.
  public double gigaflops;

  /// The machine's limit, now.
  public double peakGigaflops;

  /// The first over the second, in per cent.
  public double percentOfPeak;

  private double peak; // counters are set to 0 after the setup
  private double operations;
  private long started;
  private int iterations;

  @Setup(Level.Iteration)
  public void measurePeak(BenchmarkParams benchmark) {
    peak = MachineProbe.measure(16).map(MachineProbe::gigaflops).orElse(Double.NaN);
    iterations = benchmark.getMeasurement().getCount() * Math.max(1, benchmark.getForks());
    operations = 0;
    started = System.nanoTime();
  }

  void add(double operations) {
    this.operations += operations;
  }

  @TearDown(Level.Iteration)
  public void conclude() {
    double rate = operations / (System.nanoTime() - started);
    gigaflops = rate / iterations;
    peakGigaflops = peak / iterations;
    percentOfPeak = 100 * rate / peak / iterations;
  }
}
