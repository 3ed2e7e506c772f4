package org.ebm4j.api.energy;

import java.util.ArrayList;
import java.util.List;

/// E(y) = min over z of E(y, z).
///
/// Wherever this energy is evaluated z is solved anew at that y: {@link #at}. Its slope there is
/// that of E(y, z) at the best z, ∂E(y, z*)/∂y [Danskin 1967], which {@link Given#at} tells.
/// Searches need no inner one: the minimum over y of this is the minimum over y and z together, so
/// both are moved at once, and z is solved anew at what was found where that could tell another z.
///
/// It has no {@code sample}: exp of a minimum is no marginal, for that see {@link
/// Given#freeEnergy}.
public final class Minimised<Y, Z> {
  private static final double NEAR = 1e-3; // within which two answers are one, relative
  private static final double LOWER = 1e-6; // by which one energy is below another, relative

  private final Given<Y, Z> given;

  Minimised(Given<Y, Z> given) {
    if (given.zs().size() == 0) {
      throw new IllegalArgumentException(
          "minimised: the energy has no latent to minimise over; declare one with a space of z, or ask the energy itself");
    }
    this.given = given;
  }

  /// argmin over y, with the z that goes with it. Where z has several valleys this is the one that
  /// the search fell into; {@link #minima} looks into all.
  public Answer<Y, Z> infer(Method method) {
    return given.infer(method);
  }

  /// Every minimum over y that the method finds, lowest first, each y once with its best z.
  ///
  /// A minimum over y and z together is one over y only if no other z is better there, which the
  /// same method is asked about z alone at each.
  public List<Answer<Y, Z>> minima(Minima method) {
    List<Answer<Y, Z>> minima = new ArrayList<>();
    for (Answer<Y, Z> found : given.minima(method)) {
      if (minima.stream().noneMatch(other -> near(other.y(), found.y())) && isBest(found, method)) {
        minima.add(found);
      }
    }
    return List.copyOf(minima);
  }

  private boolean near(Y a, Y b) {
    double[] u = given.ys().encode(a);
    double[] v = given.ys().encode(b);
    double apart = 0;
    double size = 0;
    for (int i = 0; i < u.length; i++) {
      apart = Math.hypot(apart, u[i] - v[i]);
      size = Math.hypot(size, u[i]);
    }
    return apart <= NEAR * (1 + size);
  }

  private boolean isBest(Answer<Y, Z> found, Minima method) {
    double bar = found.energy() - LOWER * (1 + Math.abs(found.energy()));
    return method.minima(given.latentProblem(List.of(found.y()))).stream()
        .noneMatch(other -> other.best().energy() < bar);
  }

  /// E(y) at one y: minimises over z alone, from its origin.
  public Answer<Y, Z> at(Y y, Method method) {
    return at(List.of(y), method).getFirst();
  }

  /// E(y) at one y: the lowest minimum over z alone that the method finds.
  ///
  /// @throws IllegalArgumentException if it finds none
  public Answer<Y, Z> at(Y y, Minima method) {
    List<Outcome> found = method.minima(given.latentProblem(List.of(y)));
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "minimised: no minimum over z was found at this y; search from more starts, or see that a term bounds z");
    }
    return given.answer(y, found.getFirst());
  }

  /// E(y) at many y, all at once: minimises over z alone, each from its origin.
  ///
  /// @return one answer a y, in their order
  public List<Answer<Y, Z>> at(List<Y> ys, Method method) {
    if (ys.isEmpty()) {
      return List.of();
    }
    Problem latent = given.latentProblem(ys);
    double[] origin = latent.origin();
    double[] starts = new double[ys.size() * origin.length];
    for (int i = 0; i < ys.size(); i++) {
      System.arraycopy(origin, 0, starts, i * origin.length, origin.length);
    }
    List<Outcome> outcomes = method.solve(latent, starts);
    List<Answer<Y, Z>> answers = new ArrayList<>();
    for (int i = 0; i < ys.size(); i++) {
      answers.add(given.answer(ys.get(i), outcomes.get(i)));
    }
    return List.copyOf(answers);
  }
}
