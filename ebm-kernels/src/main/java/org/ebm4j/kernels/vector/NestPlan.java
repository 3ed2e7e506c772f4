package org.ebm4j.kernels.vector;

import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.ebm4j.kernels.loop.Access;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.Lanes;

/// A nest's code as formulas.
///
/// @param gathers whether the body's formulas gather what the folds do; else the values that these
///   read are kept
record NestPlan(Plan body, Plan tail, boolean gathers) {
  static NestPlan of(Kernel.Nest nest, Reading reading) {
    int along = along(nest);
    boolean chains = nest.lanes() instanceof Lanes.Chains;
    Predicate<Access> isNumber =
        chains
            ? access -> !reading.buffer(access.buffer()).lanes()
            : access -> along == Stand.NOWHERE || access.strides().get(along) == 0;
    boolean gathers = chains || along < nest.outer().size();
    Plan body =
        gathers
            ? Planning.gathering(Gathering.of(nest), reading, isNumber)
            : Planning.keeping(nest.body(), kept(nest), reading, isNumber);
    return new NestPlan(body, Planning.of(nest.tail(), reading, isNumber), gathers);
  }

  /// The loop of dense lanes, or nowhere.
  static int along(Kernel.Nest nest) {
    return switch (nest.lanes()) {
      case Lanes.Chains _ -> Stand.NOWHERE;
      case Lanes.Along(int loop) -> loop;
      case Lanes.Single _ -> nest.outer().isEmpty() ? Stand.NOWHERE : nest.outer().size() - 1;
    };
  }

  /// What folds read of a nest's body.
  static int[] kept(Kernel.Nest nest) {
    return nest.folds().stream().flatMapToInt(fold -> IntStream.of(fold.a(), fold.b())).toArray();
  }

  int temporaries() {
    return Math.max(body.temporaries(), tail.temporaries());
  }
}
