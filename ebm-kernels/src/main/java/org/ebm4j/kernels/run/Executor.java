package org.ebm4j.kernels.run;

import org.ebm4j.kernels.loop.Cost;
import org.ebm4j.kernels.loop.LoopProgram;

/// Performs the phases of one loop program. Immutable; many threads may call it at once, each with
/// its own {@link Call}.
public interface Executor {
  LoopProgram program();

  /// Memory for what all chains share: the program's, and behind it what the executor makes of it
  /// in shared phases.
  long sharedBytes();

  /// Stages that a shared phase is done in, each of which ends before the next begins; 1 for other
  /// phases.
  default int stages(int phase) {
    return 1;
  }

  /// Parts that a stage of a shared phase, or a phase of contractions, falls into; none waits for
  /// another, and each is enough work to be worth another thread. A call's first and count say
  /// which. Parts may not depend on threads, nor cut a sum:
  ///
  ///     shared phase   w ← w − Adam's step, 512 × 256 numbers
  ///     stage 0        one part: small kernels, one after another
  ///     stage 1        16 parts: rows 0–31 of w, rows 32–63, …
  int parts(int phase, int stage);

  /// About how many of {@link org.ebm4j.kernels.loop.Cost}'s operations a stage of a shared phase
  /// is; decides whether threads share its parts.
  default long operations(int phase, int stage) {
    return Cost.ofUnit(program(), phase);
  }

  /// Scratch memory each thread needs.
  long scratchBytes();

  /// Gets ready for so many operations, where that takes time: all of those that a run is asked for
  /// at once, before the first of them.
  default void expect(long operations) {}

  /// Performs a phase as the call says; allocates nothing.
  void run(int phase, Call call);

  /// About how many of {@link org.ebm4j.kernels.loop.Cost}'s operations a thread does in a
  /// millisecond; decides how work is shared out, never what is computed.
  default long operationsPerMillisecond() {
    return 20_000_000;
  }

  /// Units that it works on at once; calls with fewer of them are slower.
  default int unitsTogether() {
    return 1;
  }

  /// A listing for a person, or an empty text.
  default String listing() {
    return "";
  }
}
