package org.ebm4j.api.energy;

import java.util.List;

/// Finds a minimum: gradient descent, L-BFGS and the like.
@FunctionalInterface
public interface Method {
  /// Minimises from each start.
  ///
  /// Numbers going wrong is an outcome; exceptions are for callers' mistakes.
  ///
  /// @param starts rows · problem.size() numbers, row after row; rows is a multiple of
  ///   problem.observations(), and row i belongs to observation i·observations/rows
  /// @return one outcome a row, in their order
  List<Outcome> solve(Problem problem, double[] starts);
}
