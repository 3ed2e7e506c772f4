package org.ebm4j.training.gauge;

/// The probe's accuracy on an embedding beside its two floors, each over the same seeds.
///
/// An untrained encoder keeps much of its input, so its probe is far above chance, and raw pixels
/// are often better still. Only what lies above both was learned.
///
/// @param trained the embedding in question
/// @param randomEncoder the same encoder with its initial weights
/// @param raw the encoder's input itself
public record ProbeScores(Interval trained, Interval randomEncoder, Interval raw) {
  /// Scores from one accuracy a seed.
  public static ProbeScores of(double[] trained, double[] randomEncoder, double[] raw) {
    return new ProbeScores(Interval.of(trained), Interval.of(randomEncoder), Interval.of(raw));
  }

  /// Whether the trained interval lies above both floors' intervals.
  public boolean aboveFloors() {
    return trained.above(randomEncoder) && trained.above(raw);
  }

  @Override
  public String toString() {
    return "probe " + trained + "; random encoder " + randomEncoder + ", raw input " + raw;
  }
}
