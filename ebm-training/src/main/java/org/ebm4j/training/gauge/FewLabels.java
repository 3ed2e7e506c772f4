package org.ebm4j.training.gauge;

import org.ebm4j.training.data.Dataset;

/// How well a linear classifier reads labels off frozen features of which it saw few.
///
///     mean over draws of the accuracy of LinearProbe.fit(k rows of each class)
///
/// With all labels a linear classifier reads almost everything off almost anything; with few, only
/// what the features themselves bring together. Each draw takes k rows of a class on average, of no
/// class more than one above or below its share. Draws are a function of the seed, the labels and
/// nothing else: features of the same rows are compared on the same draws.
///
/// Floors: as of [LinearProbe], at the same k and draws.
///
/// Source: [Hénaff et al. 2020], who compare representations by the labels they need.
///
/// @param perClass k ≥ 1, labelled rows of each class
/// @param draws ≥ 1
public record FewLabels(int perClass, int draws) {
  public FewLabels {
    if (perClass < 1 || draws < 1) {
      throw new IllegalArgumentException(
          "few labels: found "
              + perClass
              + " rows of each class and "
              + draws
              + " draws; each should be at least 1");
    }
  }

  /// The mean accuracy on the test rows.
  ///
  /// @param train features with labels, at least perClass·classes rows; not modified
  /// @param test features with labels, as wide; not modified
  /// @param seed of the draws
  public double accuracy(Dataset train, Dataset test, long seed) {
    int wanted = perClass * train.classes();
    if (wanted > train.size()) {
      throw new IllegalArgumentException(
          "few labels: %d rows of each of %d classes cannot be drawn from %d rows; ask for fewer"
              .formatted(perClass, train.classes(), train.size()));
    }
    double sum = 0;
    for (int draw = 0; draw < draws; draw++) {
      Dataset seen = train.split((double) wanted / train.size(), seed * draws + draw).test();
      sum += LinearProbe.fit(seen).accuracy(test);
    }
    return sum / draws;
  }
}
