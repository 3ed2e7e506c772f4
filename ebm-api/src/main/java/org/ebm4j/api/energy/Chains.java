package org.ebm4j.api.energy;

/// How many chains, and which of their steps become draws.
///
/// @param count chains, ≥ 1
/// @param warmUp steps whose points are thrown away, ≥ 0
/// @param draws kept per chain, ≥ 1
/// @param thin steps per draw, ≥ 1
public record Chains(int count, int warmUp, int draws, int thin) {
  public Chains {
    require("chains", count, 1);
    require("warm-up steps", warmUp, 0);
    require("draws per chain", draws, 1);
    require("steps per draw", thin, 1);
  }

  private static void require(String what, int found, int least) {
    if (found < least) {
      throw new IllegalArgumentException(
          "Chains: " + what + " should be at least " + least + ", found " + found);
    }
  }

  /// So many chains, each with 1000 steps of warm-up and 1000 draws.
  public static Chains of(int count) {
    return new Chains(count, 1000, 1000, 1);
  }

  /// With another number of steps whose points are thrown away.
  public Chains warmUp(int steps) {
    return new Chains(count, steps, draws, thin);
  }

  /// With another number of draws from each chain.
  public Chains draws(int perChain) {
    return new Chains(count, warmUp, perChain, thin);
  }

  /// With another number of steps to each draw.
  public Chains thin(int steps) {
    return new Chains(count, warmUp, draws, steps);
  }
}
