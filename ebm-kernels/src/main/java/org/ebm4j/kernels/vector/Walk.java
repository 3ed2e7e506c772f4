package org.ebm4j.kernels.vector;

import java.util.List;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.Lanes;

/// How a nest is cut into blocks.
///
/// @param along the loop a block of its tail lies along, as in {@link Stand#along}
/// @param bodyAlong the same for its body
record Walk(int along, int bodyAlong) {
  private static final int SHORT = 8;

  /// With chains in the lanes a block is rows along the longest outer loop, or along the tiles of
  /// the group where these are more, and of the body, along the last inner loop where only that is
  /// long; else it lies along the loop of dense lanes.
  ///
  /// @param units tiles in the group
  static Walk of(Kernel.Nest nest, int units) {
    int outer = nest.outer().size();
    if (!(nest.lanes() instanceof Lanes.Chains)) {
      int along = NestPlan.along(nest);
      return new Walk(along >= outer ? Stand.NOWHERE : along, along);
    }
    int longest = longest(nest.outer());
    int extent = longest < 0 ? 1 : nest.outer().get(longest);
    int most = Math.max(units, extent);
    if (!nest.folds().isEmpty() && most < SHORT && nest.inner().getLast() > 2 * most) {
      return new Walk(Stand.NOWHERE, outer + nest.inner().size() - 1);
    }
    int along = longest < 0 || units > extent ? Stand.UNITS : longest;
    return new Walk(along, along);
  }

  /// Of equal loops the last.
  private static int longest(List<Integer> extents) {
    int longest = -1;
    for (int loop = 0; loop < extents.size(); loop++) {
      if (longest < 0 || extents.get(loop) >= extents.get(longest)) {
        longest = loop;
      }
    }
    return longest;
  }

  /// Whether all rows of a block of the body are gathered into one, else each into its own.
  boolean foldsRows() {
    return along != bodyAlong;
  }
}
