package org.ebm4j.inference.minimise;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.ebm4j.api.energy.Outcome;
import org.ebm4j.api.energy.Trace;
import org.ebm4j.api.graph.Values;
import org.ebm4j.api.space.Bounds;
import org.ebm4j.inference.drive.Evaluated;
import org.jspecify.annotations.Nullable;

/// What is known of one search: the best point, what it cost, the way there, how it ended.
final class Row {
  /// An energy below this is taken for one without a minimum.
  static final double BOTTOM = -1e30;

  private final List<Trace.Entry> trace = new ArrayList<>();
  private @Nullable Evaluated best;
  private @Nullable Ending ending;
  private double lowest = Double.POSITIVE_INFINITY;
  long steps;
  long evaluations;

  boolean isLive() {
    return ending == null;
  }

  void end(Ending how) {
    ending = how;
  }

  /// The lowest energy seen, as far as it is known before the search ends.
  double energy() {
    return best == null ? lowest : best.energy();
  }

  /// Says what the lowest energy is where the best point itself is still in the run.
  void lowest(double energy) {
    lowest = energy;
  }

  /// Keeps the point if it is better than the best so far.
  void offer(Evaluated point) {
    boolean worse = best != null && best.isFinite() && best.energy() <= point.energy();
    if (best == null || (point.isFinite() && !worse)) {
      best = point;
    }
  }

  /// Keeps the point at which a stop rule was met, unless a better one was seen whose energy
  /// differs by more than rounding.
  void settle(Evaluated last) {
    offer(last);
    boolean close = last.energy() - energy() <= last.slack();
    if (ending instanceof Ending.Met && close) {
      best = last;
    }
  }

  void trace(long step, double energy, double gradientNorm) {
    trace.add(new Trace.Entry(step, energy, gradientNorm));
  }

  Outcome outcome(Bounds box) {
    Evaluated point = Objects.requireNonNull(best, "a search ends after its first evaluation");
    Outcome.Best found =
        new Outcome.Best(
            Values.of(point.point()),
            point.energy(),
            Values.of(point.terms()),
            point.gradientNorm(box));
    Outcome.Counts counts = new Outcome.Counts(steps, evaluations, evaluations);
    Trace way = trace.isEmpty() ? Trace.NONE : new Trace(trace);
    return switch (Objects.requireNonNull(ending, "asked before the search ended")) {
      case Ending.Met(var reason) -> new Outcome.Converged(found, counts, way, reason);
      case Ending.Cut(var limit, var reason) ->
          new Outcome.StoppedEarly(found, counts, way, limit, reason);
      case Ending.Wrong(var trouble, var reason) ->
          new Outcome.WentWrong(found, counts, way, trouble, reason);
    };
  }
}
