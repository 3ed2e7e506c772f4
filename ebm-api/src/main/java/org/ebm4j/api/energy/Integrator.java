package org.ebm4j.api.energy;

/// Estimates free energies, such as annealed importance sampling does.
@FunctionalInterface
public interface Integrator {
  /// −1/β ln ∫ exp(−βE(u)) du over the unknown of the problem.
  FreeEnergy freeEnergy(Problem problem, double beta, long seed);
}
