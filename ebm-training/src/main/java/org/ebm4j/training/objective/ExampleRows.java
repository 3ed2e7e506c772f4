package org.ebm4j.training.objective;

import org.ebm4j.api.energy.Energy;
import org.ebm4j.training.data.Dataset;

/// The examples of an energy as rows: x's numbers, then y's.
///
/// @param data rows of width nx + ny
/// @param nx numbers of an observation
/// @param ny numbers of an answer
record ExampleRows(Dataset data, int nx, int ny) {
  static ExampleRows of(Energy<?, ?, ?> energy, Dataset data) {
    int nx = energy.xs().size();
    int ny = energy.ys().size();
    if (data.width() != nx + ny) {
      throw new IllegalArgumentException(
          "the data has rows of "
              + data.width()
              + " numbers, but an example of this energy has "
              + (nx + ny)
              + ": "
              + nx
              + " of the observation, then "
              + ny
              + " of the answer; give rows of that width");
    }
    return new ExampleRows(data, nx, ny);
  }

  /// Writes the observations of some rows, (rows.length, nx).
  void fillX(int[] rows, float[] out) {
    fill(rows, 0, nx, out);
  }

  /// Writes the answers of some rows, (rows.length, ny).
  void fillY(int[] rows, float[] out) {
    fill(rows, nx, ny, out);
  }

  private void fill(int[] rows, int from, int count, float[] out) {
    float[] row = new float[data.width()];
    for (int i = 0; i < rows.length; i++) {
      data.copyRow(rows[i], row, 0);
      System.arraycopy(row, from, out, i * count, count);
    }
  }
}
