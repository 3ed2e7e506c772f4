package org.ebm4j.training.embedding;

/// Where the embedding that is to be predicted comes from.
public sealed interface Target {
  /// The same encoder, trained through both views: VICReg, Barlow twins.
  static Target shared() {
    return new Shared();
  }

  /// The same encoder, through which no derivative passes on the predicted side: SimSiam.
  static Target stopGradient() {
    return new StopGradient();
  }

  /// A moving average of the encoder, which is not trained: BYOL, I-JEPA.
  ///
  /// @param decay τ of f ← τf + (1 − τ)θ, 0 ≤ τ < 1
  static Target average(double decay) {
    return new Average(decay);
  }

  /// See [#shared].
  record Shared() implements Target {}

  /// See [#stopGradient].
  record StopGradient() implements Target {}

  /// See [#average].
  record Average(double decay) implements Target {}
}
