package org.ebm4j.kernels.run;

import java.util.Locale;
import org.ebm4j.kernels.loop.Buffer.Region;
import org.ebm4j.kernels.loop.Cost;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.loop.Phase;

/// A program for a person: phases, kernels, operations, bytes.
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
    int number = 0;
    for (Phase phase : program.phases()) {
      text.append(
          String.format(
              Locale.ROOT,
              "phase %d, %s%n",
              number++,
              switch (phase.kind()) {
                case SHARED -> "once";
                case CHAINS -> phase.reduces() ? "every tile, then summed" : "every tile";
                case CONTRACTIONS -> "all chains together";
              }));
      phase.kernels().forEach(kernel -> text.append(line(kernel)));
      phase.sums().forEach(kernel -> text.append(line(kernel)));
    }
    text.append(
        """
        A nest is everything elementwise over the same loops that waits for nothing else; it ends
        where loops differ, at a product, a sum over chains or random words, or when full.
        """);
    String listing = executor.listing();
    return listing.isEmpty() ? text.toString() : text.append('\n').append(listing).toString();
  }

  private static String line(Kernel kernel) {
    return String.format(
        Locale.ROOT,
        "  %-60s %10d operations  %s%n",
        Cost.describe(kernel),
        Cost.of(kernel),
        kernel.term());
  }
}
