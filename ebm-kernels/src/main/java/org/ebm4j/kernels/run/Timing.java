package org.ebm4j.kernels.run;

import java.util.Locale;
import java.util.stream.IntStream;
import org.ebm4j.kernels.loop.Cost;
import org.ebm4j.kernels.loop.LastStep;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.memory.MachineProbe;

/// What the phases of a run took, beside what the machine allows.
final class Timing {
  private static final int MEGABYTES = 16; // more than the second cache holds

  private final LoopProgram program;
  private final Work work;
  private final long[] resting; // operations of each on one unit that only a round's last step does
  private final int threads;
  private final boolean[] alone; // by phase, whether one thread does it
  private final long[] nanoseconds;
  private long steps;
  private long rounds;

  Timing(Executor executor, Work work, int threads) {
    this.program = executor.program();
    this.work = work;
    this.threads = threads;
    int phases = work.each().length;
    this.alone = new boolean[phases];
    this.nanoseconds = new long[phases];
    this.resting = new long[phases];
    for (int p = 0; p < phases; p++) {
      resting[p] = resting(program, p);
      alone[p] = program.phases().get(p).shared() && !isInParts(executor, p);
    }
  }

  private static boolean isInParts(Executor executor, int phase) {
    return IntStream.range(0, executor.stages(phase)).anyMatch(s -> executor.parts(phase, s) > 1);
  }

  private static long resting(LoopProgram program, int phase) {
    boolean[] rests = LastStep.of(program, phase);
    long all = 0;
    for (int i = 0; i < rests.length; i++) {
      all += rests[i] ? Cost.of(program.phases().get(phase).kernels().get(i)) : 0;
    }
    return all * Cost.chains(program, program.phases().get(phase));
  }

  void add(int phase, long time) {
    nanoseconds[phase] += time;
  }

  /// A round of steps is done.
  void stepped(long count) {
    steps += count;
    rounds++;
  }

  /// A line a phase: time a step, the share of it that the counted operations would take if all
  /// were fused multiply-adds at the processor's peak, which is measured now, and the share that
  /// the phase's instructions would reach if nothing ever waited.
  @Override
  public String toString() {
    if (steps == 0) {
      return program.name() + ": no steps done yet, so there are no times\n";
    }
    double peak = MachineProbe.measure(MEGABYTES).map(MachineProbe::gigaflops).orElse(Double.NaN);
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s, %d steps, %d threads; limit of one core %.0f GF/s%n",
            program.name(),
            steps,
            threads,
            peak));
    for (int p = 0; p < alone.length; p++) {
      double rested = resting[p] * (1 - (double) rounds / steps);
      double operations = work.of(p) * (1 - rested / Math.max(1, work.each()[p]));
      double limit = operations / peak / 1e3 / (alone[p] ? 1 : threads);
      double taken = nanoseconds[p] / 1e3 / steps;
      text.append(
          String.format(
              Locale.ROOT,
              "phase %d  %12.2f us a step  at the limit %12.2f  share %s, of %.2f that its instructions allow%n",
              p,
              taken,
              limit,
              taken > 0 && limit > 0 ? String.format(Locale.ROOT, "%.2f", limit / taken) : "-",
              Cost.shareAllowed(program.phases().get(p))));
    }
    return text.toString();
  }
}
