package org.ebm4j.kernels.run;

import java.lang.foreign.Arena;
import org.ebm4j.kernels.memory.OffHeap;
import org.jspecify.annotations.Nullable;

/// What an executor is told: where the numbers are and which of them to work on. One a thread, used
/// again for every call.
public final class Call {
  /// What all chains share.
  public final OffHeap shared;

  /// The chains' numbers, unit after unit: tiles, or single chains on the few path.
  public final OffHeap chains;

  /// This thread's own.
  public final OffHeap scratch;

  /// Partial results, chunk after chunk.
  public final OffHeap partial;

  /// Words for machine code, which the executor fills.
  public final OffHeap control;

  /// What the executor keeps for this thread from call to call; null before the first.
  public @Nullable Object kept;

  /// Changes whenever a number that all chains share may have changed.
  public long sharedState;

  /// The chunk that this call's partial results belong to.
  public int chunk;

  /// Chunks there are.
  public int chunks;

  /// The stage of the phase.
  public int stage;

  /// First unit, or part.
  public long first;

  /// Units, or parts.
  public long count;

  /// Steps to do on each unit before the next.
  public long steps;

  /// Number of the first of them.
  public long firstStep;

  public long seed;

  /// Id of the run's first chain.
  public long firstChain;

  /// Chains of the run.
  public long chainCount;

  Call(OffHeap shared, OffHeap chains, OffHeap partial, long scratchBytes, Arena arena) {
    this.shared = shared;
    this.chains = chains;
    this.partial = partial;
    this.scratch = OffHeap.allocate(Math.max(64, scratchBytes), arena);
    this.control = OffHeap.allocate(128, arena);
  }
}
