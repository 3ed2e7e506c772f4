package org.ebm4j.api.energy;

/// A piece of a method's state that it carries from step to step.
///
/// @param name of its block in a run
/// @param extent how many numbers it has
/// @param fill every number's value before the first step
public record Slot(String name, Extent extent, double fill) {
  /// How many numbers a slot has.
  public enum Extent {
    /// As many numbers as the unknown, for each chain.
    LIKE_UNKNOWN,
    /// One number for each chain.
    PER_CHAIN,
    /// One number for all chains.
    SHARED
  }

  /// Zeros like the unknown, such as a momentum.
  public static Slot likeUnknown(String name) {
    return new Slot(name, Extent.LIKE_UNKNOWN, 0);
  }

  /// One number for each chain.
  public static Slot perChain(String name, double fill) {
    return new Slot(name, Extent.PER_CHAIN, fill);
  }

  /// One number for all chains, such as a count of steps.
  public static Slot shared(String name, double fill) {
    return new Slot(name, Extent.SHARED, fill);
  }
}
