package org.ebm4j.api.energy;

import java.util.List;

/// F(y) = −1/β ln ∫ exp(−βE(y, z)) dz: how good y is whatever z is.
public final class Marginal<Y, Z> {
  private final Given<Y, Z> given;
  private final double beta;

  Marginal(Given<Y, Z> given, double beta) {
    if (!(beta > 0 && beta < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "freeEnergy: the inverse temperature should be positive and finite, found "
              + beta
              + "; minimised() is β → ∞");
    }
    if (given.zs().size() == 0) {
      throw new IllegalArgumentException(
          "freeEnergy: the energy has no latent to integrate over; declare one with a space of z");
    }
    this.given = given;
    this.beta = beta;
  }

  /// An estimate of F at y.
  public FreeEnergy at(Y y, Integrator integrator, long seed) {
    return integrator.freeEnergy(given.latentProblem(List.of(y)), beta, seed);
  }
}
