package org.ebm4j.inference.search;

/// What a step along a line must achieve.
public sealed interface LineRule permits Armijo, StrongWolfe {
  /// A search for such a step.
  LineSearch along(Line line);

  /// Checks a condition's number.
  static double between(String what, double found, double low, double high) {
    if (!(found > low && found < high)) {
      throw new IllegalArgumentException(
          what + " should lie between " + low + " and " + high + ", found " + found);
    }
    return found;
  }
}
