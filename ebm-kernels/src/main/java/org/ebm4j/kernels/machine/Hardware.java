package org.ebm4j.kernels.machine;

import java.util.Optional;
import java.util.function.IntConsumer;
import org.ebm4j.kernels.memory.CpuFeatures;
import org.ebm4j.kernels.memory.Machine;
import org.ebm4j.kernels.memory.MachineProbe;
import org.ebm4j.kernels.pool.Pool;

/// The processor this process runs on.
///
/// @param processor the name it gives itself; empty when it could not be asked
/// @param noMachineCode why no machine code runs here, in one sentence with the way out; empty when
///   it does
/// @param threads that may work on one job
public record Hardware(String processor, Optional<String> noMachineCode, int threads) {

  /// What one core does at best.
  ///
  /// @param fmaGigaflops 10⁹ f32 operations a second in fused multiply-adds, each counted as two
  /// @param memoryGigabytes 10⁹ bytes a second to and from memory
  /// @param lanesBits width of the registers used
  public record Peak(double fmaGigaflops, double memoryGigabytes, int lanesBits) {}

  private static final int BEYOND_CACHES = 96; // megabytes

  /// Asks the processor; takes milliseconds.
  public static Hardware here() {
    return new Hardware(
        Machine.features().map(CpuFeatures::processor).orElse(""),
        Machine.unavailable(),
        Pool.common().threads());
  }

  /// Measures for about a fifth of a second; empty where no machine code runs.
  public Optional<Peak> peak() {
    return noMachineCode.isPresent()
        ? Optional.empty()
        : MachineProbe.measure(BEYOND_CACHES)
            .map(probe -> new Peak(probe.gigaflops(), probe.gigabytes(), probe.bits()));
  }

  /// Does tasks 0 … n − 1, in any order, on the threads that may work on one job; all are done when
  /// it returns.
  ///
  /// @param task called by several threads at once
  public static void share(int tasks, IntConsumer task) {
    Pool.common().run(tasks, (_, number) -> task.accept(number));
  }

  /// Says how many threads may work on one job, the caller's included; to be called before anything
  /// is computed, for the threads are started once.
  ///
  /// @param threads ≥ 1
  public static void limitThreads(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException(
          "asked for " + threads + " threads; a job needs at least 1");
    }
    System.setProperty(Pool.THREADS, Integer.toString(threads));
  }
}
