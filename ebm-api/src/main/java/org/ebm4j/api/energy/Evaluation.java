package org.ebm4j.api.energy;

import java.util.List;
import org.ebm4j.api.graph.Values;

/// An energy at one point.
///
/// @param energy E
/// @param names of the terms
/// @param terms coefficient·value of each
/// @param gradient ∂E/∂(y, z), y first
public record Evaluation(double energy, List<String> names, Values terms, Values gradient) {
  /// What one term contributed.
  ///
  /// @throws IllegalArgumentException if there is none of that name, with the names there are
  public double term(String name) {
    return terms.get(indexOf(names, name));
  }

  static int indexOf(List<String> names, String name) {
    int index = names.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException(
          "there is no term '" + name + "'; the energy's terms are " + String.join(", ", names));
    }
    return index;
  }
}
