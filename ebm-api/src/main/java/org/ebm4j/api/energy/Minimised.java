package org.ebm4j.api.energy;

import java.util.List;

/// E(y) = min over z of E(y, z).
///
/// The minimum over y of this is the minimum over y and z together, so it is found by moving both
/// at once; z is not solved anew at every y, and a method may therefore pass through points whose z
/// is not yet the best one. It has no {@code sample}: exp of a minimum is no marginal, for that see
/// {@link Given#freeEnergy}.
public final class Minimised<Y, Z> {
  private final Given<Y, Z> given;

  Minimised(Given<Y, Z> given) {
    this.given = given;
  }

  /// argmin over y, with the z that goes with it.
  public Answer<Y, Z> infer(Method method) {
    return given.infer(method);
  }

  /// Every minimum the method finds, lowest first.
  public List<Answer<Y, Z>> minima(Minima method) {
    return given.minima(method);
  }

  /// E(y) at one y: minimises over z alone, from its origin.
  public Answer<Y, Z> at(Y y, Method method) {
    Problem latent = given.latentProblem(y);
    Outcome outcome = method.solve(latent, latent.origin()).getFirst();
    List<String> names = given.terms().stream().map(Term::name).toList();
    return new Answer<>(y, given.zs().decode(outcome.best().point().toArray()), names, outcome);
  }
}
