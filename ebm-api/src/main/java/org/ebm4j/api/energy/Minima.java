package org.ebm4j.api.energy;

import java.util.List;

/// Finds many minima: multi-start and the like.
@FunctionalInterface
public interface Minima {
  /// Distinct minima, lowest first.
  List<Outcome> minima(Problem problem);
}
