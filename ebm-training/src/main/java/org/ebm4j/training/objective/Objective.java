package org.ebm4j.training.objective;

/// What a fit minimises over a model's parameters.
///
/// Whatever is random in it is a function of the source's seed and of the step, so that a fit can
/// be resumed at any step.
///
/// @param <M> what it trains: an energy, an encoder
public interface Objective<M> {
  /// The loss as a formula over inputs that the feed fills.
  ///
  /// @throws IllegalArgumentException if the model is not of a kind it can train
  Loss loss(M model);

  /// What fills the inputs of that formula.
  ///
  /// @throws IllegalArgumentException if the data does not fit the model
  Feed feed(M model, Source source);

  /// Its settings in words that are the same in every process: what a checkpoint is compared by.
  default String describe() {
    return toString();
  }
}
