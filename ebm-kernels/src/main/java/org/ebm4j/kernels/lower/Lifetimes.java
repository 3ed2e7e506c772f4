package org.ebm4j.kernels.lower;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.Phase;

/// Which kernels a buffer is there for: from the first that writes it to the last that reads it,
/// counted over a step in the order in which they run.
///
/// What lives between steps has no such end, nor has what the first phase writes, which need not
/// run again in the next step.
final class Lifetimes {
  private final int[] first;
  private final int[] last;
  private int now;

  private Lifetimes(int buffers) {
    first = new int[buffers];
    last = new int[buffers];
    Arrays.fill(first, Integer.MAX_VALUE);
    Arrays.fill(last, -1);
  }

  /// @param held buffers that are written or read between steps
  static Lifetimes of(List<Phase> phases, int buffers, Set<Integer> held) {
    Lifetimes lifetimes = new Lifetimes(buffers);
    for (int i = 0; i < phases.size(); i++) {
      Phase phase = phases.get(i);
      phase.kernels().forEach(lifetimes::run);
      phase.sums().forEach(lifetimes::run);
      if (i == 0) {
        lifetimes.holdAll();
      }
    }
    held.stream().filter(buffer -> buffer >= 0).forEach(lifetimes::hold);
    return lifetimes;
  }

  int first(int buffer) {
    return first[buffer];
  }

  int last(int buffer) {
    return last[buffer];
  }

  private void holdAll() {
    for (int buffer = 0; buffer < last.length; buffer++) {
      if (last[buffer] >= 0) {
        hold(buffer);
      }
    }
  }

  private void hold(int buffer) {
    first[buffer] = -1;
    last[buffer] = Integer.MAX_VALUE;
  }

  private void touch(int buffer) {
    first[buffer] = Math.min(first[buffer], now);
    last[buffer] = Math.max(last[buffer], now);
  }

  private void run(Kernel kernel) {
    kernel.read().forEach(this::touch);
    kernel.written().forEach(this::touch);
    now++;
  }
}
