package org.ebm4j.inference.minimise;

import org.ebm4j.api.space.Bounds;
import org.ebm4j.inference.search.Direction;
import org.ebm4j.inference.search.LineRule;

/// A method that goes some way along a direction, and evaluates to find out how far.
public sealed interface Searching permits Lbfgs, SteepestDescent {
  /// A direction with nothing remembered yet.
  Direction direction(Bounds box);

  /// What a step along it must achieve.
  LineRule rule();
}
