package org.ebm4j.kernels.run;

import java.util.List;
import java.util.stream.Stream;
import org.ebm4j.kernels.loop.Access;
import org.ebm4j.kernels.loop.Kernel;

/// Why a nest is not part of the one before it, read off the program.
final class Apart {
  private static final int FULL =
      48; // instructions; lowering counts nodes, of which there are fewer

  private Apart() {}

  /// A few words; empty for the first nest of a phase and for other kernels, which never share.
  ///
  /// @param kernels of a phase
  static String why(List<Kernel> kernels, int index) {
    if (!(kernels.get(index) instanceof Kernel.Nest nest)) {
      return "";
    }
    int before = index - 1;
    while (before >= 0
        && !(kernels.get(before) instanceof Kernel.Nest other && sameLoops(nest, other))) {
      before--;
    }
    if (before < 0) {
      boolean first = kernels.subList(0, index).stream().noneMatch(Kernel.Nest.class::isInstance);
      return first ? "" : "no nest before has its loops";
    }
    for (int i = index - 1; i > before; i--) {
      if (reads(nest, kernels.get(i))) {
        return "waits for " + (i + 1);
      }
    }
    Kernel.Nest other = (Kernel.Nest) kernels.get(before);
    if (!nest.inner().isEmpty()
        && !other.inner().isEmpty()
        && !nest.inner().equals(other.inner())) {
      return "folds along other loops than " + (before + 1);
    }
    if (reads(nest, other)) {
      return "needs all of " + (before + 1);
    }
    boolean full = other.body().size() + other.tail().size() >= FULL;
    return full ? (before + 1) + " is full" : "became ready after " + (before + 1);
  }

  private static boolean sameLoops(Kernel.Nest a, Kernel.Nest b) {
    return loops(a).equals(loops(b));
  }

  private static List<Integer> loops(Kernel.Nest nest) {
    return Stream.concat(nest.outer().stream(), nest.inner().stream()).sorted().toList();
  }

  private static boolean reads(Kernel.Nest nest, Kernel earlier) {
    return Kernel.loads(nest).map(Access::buffer).anyMatch(earlier::writes);
  }
}
