package org.ebm4j.benchmarks.fork;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.ebm4j.kernels.memory.MachineProbe;

/// Takes windows of work and peaks in turn.
final class Sampler {
  private static final long CALL = 2_000_000; // ns, of work asked for at once where steps are short
  private static final long WINDOW = 12_000_000; // ns
  private static final int MOST_STEPS = 1 << 20;
  private static final long PATIENCE = 12_000_000_000L; // ns of warming up
  private static final double STEADY = .97; // of the best time before

  private final ThreadMXBean threads =
      (ThreadMXBean) ManagementFactory.getThreadMXBean(); // of every JVM we start
  private final IntConsumer work;
  private final Plan plan;
  private long steps;
  private long bytes;

  /// How long to sample.
  ///
  /// @param warmUp at least so long before the first window; longer while the work gets faster
  /// @param time of work in windows
  /// @param windows at least so many, however long they take
  /// @param alone whether all of the work is done by the calling thread, whose processor time then
  ///   tells what the work took
  record Plan(Duration warmUp, Duration time, int windows, boolean alone) {}

  /// @param work does so many steps
  Sampler(IntConsumer work, Plan plan) {
    this.work = work;
    this.plan = plan;
  }

  /// A few milliseconds of work.
  ///
  /// @param wall nanoseconds a step, of the fastest call
  /// @param processor nanoseconds a step that the thread was on a processor, of the fastest call;
  ///   the same as `wall` where others help
  /// @param calls wall nanoseconds a step of each call
  /// @param peak 10⁹ operations a second of one core, the mean of before and after; NaN where none
  record Window(double wall, double processor, double[] calls, double peak) {}

  /// Warms up, then measures.
  List<Window> windows() {
    List<Window> windows = new ArrayList<>();
    int count = warmed();
    double before = peak();
    long spent = 0;
    while (spent < plan.time.toNanos() || windows.size() < plan.windows) {
      long bytesBefore = threads.getTotalThreadAllocatedBytes();
      List<long[]> calls = new ArrayList<>();
      long window = 0;
      while (window < WINDOW) {
        long[] call = once(count);
        calls.add(call);
        window += call[0];
      }
      spent += window;
      steps += (long) count * calls.size();
      bytes += threads.getTotalThreadAllocatedBytes() - bytesBefore;
      double after = peak();
      windows.add(window(calls, count, (before + after) / 2));
      before = after;
    }
    return windows;
  }

  private static Window window(List<long[]> calls, int count, double peak) {
    double[] each = calls.stream().mapToDouble(call -> (double) call[0] / count).toArray();
    double wall = calls.stream().mapToLong(call -> call[0]).min().orElseThrow();
    double processor = calls.stream().mapToLong(call -> call[1]).min().orElseThrow();
    return new Window(wall / count, processor / count, each, peak);
  }

  /// Of all threads of the process; the sampler's own lists count, a few bytes a call.
  double bytesPerStep() {
    return (double) bytes / steps;
  }

  /// Wall and processor time.
  private long[] once(int count) {
    long processor = plan.alone ? threads.getCurrentThreadCpuTime() : 0;
    long start = System.nanoTime();
    work.accept(count);
    long wall = System.nanoTime() - start;
    return new long[] {wall, plan.alone ? threads.getCurrentThreadCpuTime() - processor : wall};
  }

  /// Works until the time is over and the work has stopped getting faster.
  ///
  /// @return steps a call
  private int warmed() {
    long begun = System.nanoTime();
    long least = plan.warmUp.toNanos();
    int count = 1;
    double best = Double.POSITIVE_INFINITY;
    while (true) {
      long stage = System.nanoTime();
      double now = Double.POSITIVE_INFINITY;
      do {
        now = Math.min(now, (double) once(count)[1] / count);
        count = Math.clamp((long) (CALL / now), 1, MOST_STEPS);
      } while (System.nanoTime() - stage < least / 2);
      long spent = System.nanoTime() - begun;
      if (spent >= PATIENCE || (spent >= least && now > STEADY * best)) {
        return count;
      }
      best = Math.min(best, now);
    }
  }

  private static double peak() {
    return MachineProbe.measure(1).map(MachineProbe::gigaflops).orElse(Double.NaN);
  }
}
