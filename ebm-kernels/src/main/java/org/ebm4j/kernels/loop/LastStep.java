package org.ebm4j.kernels.loop;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// Which kernels of a call for many steps need to run in its last step alone: those that nothing
/// but outputs depends on, such as the energy of a step that moves along the gradient. Outputs are
/// read between calls. Where nothing is carried no step depends on another, and all run.
public final class LastStep {
  private LastStep() {}

  /// For each kernel of a phase whether it may rest until a call's last step.
  public static boolean[] of(LoopProgram program, int phase) {
    List<Kernel> kernels = program.phases().get(phase).kernels();
    boolean[] rests = new boolean[kernels.size()];
    if (!program.fuses() || program.phases().get(phase).kind() != Phase.Kind.CHAINS) {
      return rests;
    }
    BitSet needed = new BitSet();
    program.leaves().values().forEach(needed::set);
    Arrays.fill(rests, kernels.stream().flatMapToInt(Kernel::written).anyMatch(needed::get));
    for (boolean changed = true; changed; ) {
      changed = false;
      for (int i = kernels.size() - 1; i >= 0; i--) {
        Kernel kernel = kernels.get(i);
        if (rests[i] && kernel.written().anyMatch(needed::get)) {
          kernel.read().forEach(needed::set);
          rests[i] = false;
          changed = true;
        }
      }
    }
    return rests;
  }
}
