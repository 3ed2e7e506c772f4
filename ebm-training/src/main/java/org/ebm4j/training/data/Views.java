package org.ebm4j.training.data;

import org.ebm4j.api.random.Purpose;
import org.ebm4j.api.random.RandomStream;
import org.ebm4j.kernels.machine.Hardware;

/// Two random views of each row, for joint embedding.
///
/// View v of row i at training step k reads the stream (seed, AUGMENT, 2i + v, k): it does not
/// depend on where in the batch the row stands, nor on the other rows.
///
/// @param first makes the first view
/// @param second makes the second view
/// @param seed the seed of all of them
public record Views(Augmentation first, Augmentation second, long seed) {
  private static final int TOGETHER = 16; // rows that a thread takes at once

  /// Both views made in the same way.
  public static Views of(Augmentation both, long seed) {
    return new Views(both, both, seed);
  }

  /// Writes both views of the named rows, on all threads there are.
  ///
  /// @param data the rows; not modified
  /// @param rows row numbers, such as [Epoch#rows] gives
  /// @param step the training step, so that a row looks different the next time
  /// @param firstOut receives (rows.length, width)
  /// @param secondOut receives (rows.length, width)
  public void fill(Dataset data, int[] rows, int step, float[] firstOut, float[] secondOut) {
    Hardware.share(
        Math.ceilDiv(rows.length, TOGETHER),
        task -> {
          int end = Math.min(rows.length, (task + 1) * TOGETHER);
          for (int k = task * TOGETHER; k < end; k++) {
            int at = k * data.width();
            write(data, rows[k], step, 0, firstOut, at);
            write(data, rows[k], step, 1, secondOut, at);
          }
        });
  }

  private void write(Dataset data, int row, int step, int view, float[] out, int at) {
    float[] values = data.row(row);
    var random = RandomStream.of(seed, Purpose.AUGMENT, 2L * row + view, step);
    (view == 0 ? first : second).apply(values, random);
    System.arraycopy(values, 0, out, at, values.length);
  }
}
