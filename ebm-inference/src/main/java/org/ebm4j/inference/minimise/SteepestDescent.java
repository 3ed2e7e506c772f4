package org.ebm4j.inference.minimise;

import org.ebm4j.api.space.Bounds;
import org.ebm4j.inference.search.Armijo;
import org.ebm4j.inference.search.Direction;
import org.ebm4j.inference.search.Steepest;

/// Gradient descent with a line search; in a box, projected.
///
///     u ← u + α(P(u − t∇E) − u)      P the box's nearest point; α by backtracking; t ← 2αt
///
/// It needs no step size and lowers the energy at every step, but zigzags where curvatures differ: a
/// baseline, and a safe choice far from a minimum.
///
/// Source: [Armijo 1966; Bertsekas 1976].
///
/// @param rule what a step must achieve
public record SteepestDescent(Armijo rule) implements Searching, Iterative {
  /// c₁ = 10⁻⁴.
  public static SteepestDescent standard() {
    return new SteepestDescent(Armijo.standard());
  }

  @Override
  public Direction direction(Bounds box) {
    return new Steepest(box);
  }

  @Override
  public Minimise loop() {
    return Minimise.by(this);
  }
}
