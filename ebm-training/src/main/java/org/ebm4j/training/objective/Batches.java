package org.ebm4j.training.objective;

import org.ebm4j.training.data.Dataset;
import org.ebm4j.training.data.Epoch;
import org.jspecify.annotations.Nullable;

/// The rows of each step's batch: steps go through the epochs of the data one after another.
///
/// The order of an epoch is drawn once, when its first batch is asked for.
public final class Batches {
  private final Dataset data;
  private final int batch;
  private final long seed;
  private final int perEpoch;
  private long number;
  private @Nullable Epoch epoch;

  /// Batches of a source.
  public Batches(Source source) {
    this.data = source.data();
    this.batch = source.batch();
    this.seed = source.seed();
    this.perEpoch = data.size() / batch;
  }

  private Epoch at(long wanted) {
    Epoch known = epoch;
    if (known == null || wanted != number) {
      known = data.epoch(batch, seed, Math.toIntExact(wanted));
      number = wanted;
      epoch = known;
    }
    return known;
  }

  /// The row numbers of a step's batch.
  public int[] rows(long step) {
    return at(step / perEpoch).rows((int) (step % perEpoch));
  }
}
