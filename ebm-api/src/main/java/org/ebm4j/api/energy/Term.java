package org.ebm4j.api.energy;

import org.ebm4j.api.graph.Node;

/// One summand of an energy.
///
/// @param name unique in its energy
/// @param coefficient what the value is multiplied by
/// @param value a scalar
public record Term(String name, double coefficient, Node value) {
  Term times(double factor) {
    return new Term(name, coefficient * factor, value);
  }

  Term on(Node other) {
    return new Term(name, coefficient, other);
  }
}
