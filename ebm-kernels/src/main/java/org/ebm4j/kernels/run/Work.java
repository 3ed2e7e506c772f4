package org.ebm4j.kernels.run;

import org.ebm4j.kernels.loop.Cost;
import org.ebm4j.kernels.loop.LoopProgram;

/// Operations of a program on so many units.
///
/// @param each of every phase on one unit, or for what is shared at all
/// @param units tiles, or chains
record Work(LoopProgram program, long[] each, int units) {
  static Work of(LoopProgram program, int units) {
    long[] each = new long[program.phases().size()];
    for (int phase = 0; phase < each.length; phase++) {
      each[phase] = Cost.ofUnit(program, phase);
    }
    return new Work(program, each, units);
  }

  /// Of a phase in a step.
  long of(int phase) {
    return each[phase] * (program.phases().get(phase).shared() ? 1 : units);
  }

  /// Of all phases in a step.
  long perStep() {
    long all = 0;
    for (int phase = 0; phase < each.length; phase++) {
      all += of(phase);
    }
    return all;
  }
}
