package org.ebm4j.kernels.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Buffer.Region;
import org.ebm4j.kernels.loop.Cost;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.LastStep;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.loop.Phase;
import org.ebm4j.kernels.loop.Traffic;

/// A program for a person: phases and their kernels, numbered; operations and bytes of each on one
/// tile, one chain, or once; the term it serves; and, of a nest, why it is not part of the one
/// before. A nest is everything elementwise over the same loops that waits for nothing else.
final class Explanation {
  private Explanation() {}

  static String of(String engine, Executor executor) {
    LoopProgram program = executor.program();
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s on %s, %s, %s; bytes: shared %d, %s %d, scratch a thread %d%s%n",
            program.name(),
            engine,
            program.precision(),
            program.tiles() ? "32 chains to a tile" : "chain by chain",
            program.bytes(Region.SHARED),
            program.tiles() ? "a tile" : "a chain",
            program.bytes(Region.CHAIN),
            executor.scratchBytes(),
            program.fuses() ? "; many steps run on a tile before the next" : ""));
    for (int i = 0; i < program.phases().size(); i++) {
      phase(text, program, i);
    }
    String listing = executor.listing();
    return listing.isEmpty() ? text.toString() : text.append('\n').append(listing).toString();
  }

  private static void phase(StringBuilder text, LoopProgram program, int number) {
    Phase phase = program.phases().get(number);
    String turns =
        switch (phase.kind()) {
          case SHARED -> "once";
          case CHAINS -> program.tiles() ? "every tile" : "every chain";
          case CONTRACTIONS -> "all chains together";
        };
    text.append(
        String.format(
            Locale.ROOT,
            "phase %d, %s%s%n",
            number,
            turns,
            phase.reduces() ? ", then summed" : ""));
    List<Kernel> kernels = new ArrayList<>(phase.kernels());
    kernels.addAll(phase.sums());
    long lanes = program.tiles() && !phase.shared() ? Buffer.LANES : 1;
    Traffic traffic = new Traffic(program);
    boolean[] rests = LastStep.of(program, number);
    for (int i = 0; i < kernels.size(); i++) {
      Kernel kernel = kernels.get(i);
      String line =
          String.format(
              Locale.ROOT,
              "%4d %-54s %10d op %10d B  %s",
              i + 1,
              Cost.describe(kernel),
              lanes * Cost.of(kernel),
              traffic.of(kernel),
              join(
                  join(kernel.term(), Apart.why(kernels, i)),
                  i < rests.length && rests[i] ? "in a call's last step" : ""));
      text.append(line.stripTrailing()).append(System.lineSeparator());
    }
  }

  private static String join(String term, String why) {
    return term.isEmpty() || why.isEmpty() ? term + why : term + "; " + why;
  }
}
