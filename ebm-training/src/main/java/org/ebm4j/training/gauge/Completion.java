package org.ebm4j.training.gauge;

import org.ebm4j.training.data.Dataset;
import org.ebm4j.training.data.Images;

/// Rows of which a part is hidden and is to be filled in, and how well that was done.
///
///     error = Σ over hidden values (completed − true)² / number of hidden values
///
/// in squared units of the data: on [−1, 1] it is four times that on [0, 1].
///
/// Floors: [#byMeanImage], which ignores what is visible, and [#byNearestNeighbour], which remembers
/// everything and understands nothing. A model that does not pass both has not learned to complete.
///
/// @param truth (n, d) the whole rows; not modified
/// @param hidden (n)(d), true where a value is hidden
public record Completion(Dataset truth, boolean[][] hidden) {
  /// A task, whose masks must fit its rows and hide something.
  public Completion {
    if (hidden.length != truth.size()) {
      throw new IllegalArgumentException(
          "completion: found "
              + hidden.length
              + " masks for "
              + truth.size()
              + " rows; give one a row");
    }
    int count = 0;
    for (int i = 0; i < hidden.length; i++) {
      if (hidden[i].length != truth.width()) {
        throw new IllegalArgumentException(
            "completion: the mask of row "
                + i
                + " has "
                + hidden[i].length
                + " places, the row "
                + truth.width());
      }
      for (boolean h : hidden[i]) {
        count += h ? 1 : 0;
      }
    }
    if (count == 0) {
      throw new IllegalArgumentException(
          "completion: none of the values is hidden; hide at least one");
    }
  }

  /// Images with a half hidden: that of row i is halves[i mod halves.length].
  public static Completion ofHalves(Dataset truth, Images.Half... halves) {
    var images = Images.of(truth);
    var hidden = new boolean[truth.size()][];
    for (int i = 0; i < hidden.length; i++) {
      hidden[i] = images.half(halves[i % halves.length]);
    }
    return new Completion(truth, hidden);
  }

  /// The rows with every hidden value replaced by `fill`: what a method may see.
  public Dataset masked(float fill) {
    float[] values = truth.values();
    for (int k = 0; k < values.length; k++) {
      values[k] = hidden(k) ? fill : values[k];
    }
    return like(values);
  }

  /// The mean of (completed − true)² over the hidden values.
  ///
  /// @param completed (n, d), the rows as a method filled them in; visible values are not looked at
  public double squaredError(Dataset completed) {
    if (completed.size() != truth.size() || completed.width() != truth.width()) {
      throw new IllegalArgumentException(
          "completion: asked to compare "
              + completed
              + " with "
              + truth
              + "; give as many rows of the same width");
    }
    float[] found = completed.values();
    float[] right = truth.values();
    double sum = 0;
    int count = 0;
    for (int k = 0; k < right.length; k++) {
      if (hidden(k)) {
        double off = (double) found[k] - right[k];
        sum += off * off;
        count++;
      }
    }
    return sum / count;
  }

  /// Hidden values from the mean training row.
  ///
  /// @param train (m, d), m ≥ 1; not modified
  public Dataset byMeanImage(Dataset train) {
    require(train);
    double[] mean = Rows.means(Rows.wide(train), train.width());
    float[] values = truth.values();
    for (int k = 0; k < values.length; k++) {
      values[k] = hidden(k) ? (float) mean[k % mean.length] : values[k];
    }
    return like(values);
  }

  /// Hidden values from the training row nearest on the visible values, by squared distance; of
  /// equally near ones the first.
  ///
  /// @param train (m, d), m ≥ 1; not modified
  public Dataset byNearestNeighbour(Dataset train) {
    require(train);
    int d = truth.width();
    float[] known = train.values();
    float[] values = truth.values();
    for (int i = 0; i < hidden.length; i++) {
      int nearest = nearest(known, values, i);
      for (int j = 0; j < d; j++) {
        if (hidden[i][j]) {
          values[i * d + j] = known[nearest * d + j];
        }
      }
    }
    return like(values);
  }

  private int nearest(float[] known, float[] values, int row) {
    int d = truth.width();
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int from = 0; from < known.length; from += d) {
      double sum = 0;
      for (int j = 0; j < d && sum < least; j++) {
        double off = hidden[row][j] ? 0 : (double) known[from + j] - values[row * d + j];
        sum += off * off;
      }
      if (sum < least) {
        least = sum;
        best = from / d;
      }
    }
    return best;
  }

  private boolean hidden(int k) {
    return hidden[k / truth.width()][k % truth.width()];
  }

  private Dataset like(float[] values) {
    var data = Dataset.of(values, truth.width()).shaped(truth.shape());
    return truth.labelled() ? data.withLabels(truth.labels()) : data;
  }

  private void require(Dataset train) {
    Rows.require("completion", train, 1);
    if (train.width() != truth.width()) {
      throw new IllegalArgumentException(
          "completion: training rows have "
              + train.width()
              + " values, the rows to complete "
              + truth.width());
    }
  }
}
