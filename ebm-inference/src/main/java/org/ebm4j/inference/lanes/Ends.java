package org.ebm4j.inference.lanes;

import static org.ebm4j.inference.lanes.Truth.and;

import java.util.List;
import java.util.Map;
import org.ebm4j.api.energy.Slot;
import org.ebm4j.api.energy.StepArguments;
import org.ebm4j.api.expr.Expr;

/// Whether the point just accepted is where a search ends.
final class Ends {
  /// An energy below this is taken for one without a minimum.
  private static final double BOTTOM = -1e30;

  private static final int HIDDEN = 3; // steps in a row that rounding may swallow
  private static final String QUIET_STEPS = "ends.quiet";
  private static final String HIDDEN_STEPS = "ends.hidden";

  private final Expr quiet; // steps in a row within the rule for the change of energy
  private final Expr hidden; // steps in a row whose decrease is lost in rounding
  private final Expr least; // of |∇E|²
  private final Expr steps;
  private final Expr state;

  static List<Slot> slots() {
    return List.of(
        Slot.perChain(QUIET_STEPS, 0),
        Slot.perChain(HIDDEN_STEPS, 0),
        Slot.perChain(LbfgsLanes.LEAST, Double.POSITIVE_INFINITY),
        Slot.perChain(LbfgsLanes.STEPS, 0));
  }

  /// @param first whether the point is the start
  Ends(StepArguments a, Trial trial, Expr first) {
    Expr infinity = Expr.of(Double.POSITIVE_INFINITY);
    Expr drop = first.choose(infinity, a.slot(LbfgsLanes.ENERGY).minus(trial.energy));
    Expr allowed = trial.energy.abs().max(Expr.of(1)).times(a.setting(LbfgsLanes.CHANGE));
    Expr leastBefore = a.slot(LbfgsLanes.LEAST);
    quiet = counted(drop.abs().atMost(allowed), a.slot(QUIET_STEPS));
    Expr lost = and(drop.atMost(trial.rounding), trial.square.greaterThan(leastBefore.times(.25)));
    hidden = counted(lost.greaterThan(0), a.slot(HIDDEN_STEPS));
    least = trial.square.lessThan(leastBefore).choose(trial.square, leastBefore);
    steps = a.slot(LbfgsLanes.STEPS).plus(1).minus(first);
    Expr last =
        steps
            .atLeast(a.setting(LbfgsLanes.MOST_STEPS))
            .choose(State.STEPS.expr(), State.RUNNING.expr());
    Expr rounding = hidden.atLeast(Expr.of(HIDDEN)).choose(State.ROUNDING.expr(), last);
    Expr change =
        quiet.atLeast(a.setting(LbfgsLanes.PATIENCE)).choose(State.CHANGE.expr(), rounding);
    Expr deep = trial.energy.lessThan(BOTTOM).choose(State.UNBOUNDED.expr(), change);
    state =
        trial.square.atMost(a.setting(LbfgsLanes.TOLERANCE)).choose(State.GRADIENT.expr(), deep);
  }

  private static Expr counted(Expr again, Expr before) {
    return again.choose(before.plus(1), Expr.of(0));
  }

  Expr state() {
    return state;
  }

  void put(StepArguments a, Map<String, Expr> next, Expr accepts) {
    put(a, next, accepts, QUIET_STEPS, quiet);
    put(a, next, accepts, HIDDEN_STEPS, hidden);
    put(a, next, accepts, LbfgsLanes.LEAST, least);
    put(a, next, accepts, LbfgsLanes.STEPS, steps);
  }

  private static void put(
      StepArguments a, Map<String, Expr> next, Expr accepts, String slot, Expr value) {
    next.put(slot, accepts.choose(value, a.slot(slot)));
  }
}
