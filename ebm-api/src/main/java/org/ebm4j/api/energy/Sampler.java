package org.ebm4j.api.energy;

/// Draws points in proportion to exp(−E): Langevin, NUTS and the like.
@FunctionalInterface
public interface Sampler {
  /// Draws.
  ///
  /// A sampler of real numbers inside bounds walks in {@code problem.unconstrained()} and maps its
  /// draws back with {@link Problem#toPoints}.
  Samples sample(Problem problem, Chains chains, long seed);
}
