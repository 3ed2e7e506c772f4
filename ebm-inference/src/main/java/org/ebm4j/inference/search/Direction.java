package org.ebm4j.inference.search;

/// Which way to go from a point. Remembers what it needs of the way so far; confined to one search.
public sealed interface Direction permits Steepest, TwoLoop, BoxedQuasiNewton {
  /// A direction in which the energy falls and which a step of length 1 keeps inside the box.
  ///
  /// @param u n numbers, inside the box
  /// @param gradient ∇E(u)
  /// @return d, new; zero where no move inside the box lowers the energy
  double[] from(double[] u, double[] gradient);

  /// Tells of a step taken.
  ///
  /// @param s the difference of the points
  /// @param y the difference of the gradients
  /// @param alpha the step taken along the last direction
  void learn(double[] s, double[] y, double alpha);

  /// Forgets the way so far.
  void forget();

  /// Whether nothing is remembered yet, so that the length of a direction means nothing.
  boolean isFresh();
}
