package org.ebm4j.api.random;

/// What a random number is for; two purposes never share a number.
///
/// The code stands in the counter of [Philox], so it is part of every result: codes are never
/// reused or renumbered, and a new purpose takes the next one.
public enum Purpose {
  /// Starting points of chains and of multi-start minimisation.
  START(0),
  /// The noise inside a method's step: Langevin, momentum refreshment, denoising.
  NOISE(1),
  /// Accepting or rejecting a proposal, swapping temperatures.
  ACCEPT(2),
  /// The order of the data in an epoch, and splits of a data set.
  SHUFFLE(3),
  /// Random views of a data row.
  AUGMENT(4),
  /// Initial values of parameters.
  INIT(5),
  /// Generated data sets.
  DATA(6);

  private final int code;

  Purpose(int code) {
    this.code = code;
  }

  /// The 8-bit code in the counter.
  public int code() {
    return code;
  }
}
