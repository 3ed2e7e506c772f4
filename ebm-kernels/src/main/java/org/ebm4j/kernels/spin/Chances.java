package org.ebm4j.kernels.spin;

/// The law of a site given its neighbours, of which only their number in every category counts.
@FunctionalInterface
public interface Chances {
  /// The probability of every category; what they sum to is divided by.
  ///
  /// @param counts of the neighbours, for every category
  double[] of(int... counts);
}
