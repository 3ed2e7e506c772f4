package org.ebm4j.training.data;

import java.util.Arrays;
import java.util.Objects;

/// One pass over a data set in batches of equal size.
///
/// The order of the rows is a permutation drawn from (seed, epoch) alone, so any batch of any epoch
/// can be had without those before it. The n mod batchSize rows at the end of the order are left
/// out of this pass; in another epoch they are others.
public final class Epoch {
  private final Dataset data;
  private final int[] order;
  private final int batchSize;

  Epoch(Dataset data, int[] order, int batchSize) {
    this.data = data;
    this.order = order;
    this.batchSize = batchSize;
  }

  /// The number of whole batches, ⌊n / batchSize⌋.
  public int batches() {
    return order.length / batchSize;
  }

  /// The row numbers of a batch.
  ///
  /// @param batch 0 … batches() − 1
  public int[] rows(int batch) {
    int from = Objects.checkIndex(batch, batches()) * batchSize;
    return Arrays.copyOfRange(order, from, from + batchSize);
  }

  /// Writes a batch's values to `out`, (batchSize, width) row by row.
  ///
  /// @param batch 0 … batches() − 1
  public void fill(int batch, float[] out) {
    int from = Objects.checkIndex(batch, batches()) * batchSize;
    for (int i = 0; i < batchSize; i++) {
      data.copyRow(order[from + i], out, i * data.width());
    }
  }
}
