package org.ebm4j.inference.lanes;

import static org.ebm4j.inference.lanes.Truth.and;
import static org.ebm4j.inference.lanes.Truth.not;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ebm4j.api.energy.FixedForm;
import org.ebm4j.api.energy.Slot;
import org.ebm4j.api.energy.StepArguments;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.expr.Maths;

/// L-BFGS as one formula: a step evaluates at the trial point u = x + td and accepts it, or goes on
/// along the line.
///
///     met        φ(t) ≤ φ(0) + c₁tφ′(0) or |φ(t) − φ(0)| within rounding, and |φ′(t)| ≤ c₂|φ′(0)|
///     x, ∇E      ← met ? those of the trial : as they were
///     (S, Y)     ← met and sᵀy > ε|s||y| ? the last m − 1 pairs and (s, y) : as they were
///     d          ← met ? −H∇E by the two-loop recursion; −∇E where that does not descend : d
///     t          ← met ? 1, after −∇E at most the last step's double length : by the bracket
///     state      ← which rule has ended the search, if one has
///
/// A line on which no trial is left goes on from the lowest trial, else straight down with all pairs
/// forgotten; if that was done already the search ends.
///
/// Tolerances, limits and constants are settings: another number is no other program. They and the
/// slots {@code u} and {@link #POINT} are for the caller to fill.
///
/// @param memory m ≥ 1
public record LbfgsLanes(int memory) implements FixedForm {
  /// A chain's {@link State}.
  public static final String STATE = "state";

  /// x, the last point accepted.
  public static final String POINT = "point";

  /// E(x).
  public static final String ENERGY = "pointEnergy";

  /// |∇E(x)|².
  public static final String SQUARE = "square";

  /// The least |∇E(x)|² so far.
  public static final String LEAST = "least";

  /// t of the trial to come.
  public static final String STEP = "step";

  /// φ′(0) of the line.
  public static final String SLOPE = "slope";

  /// φ′ at the last trial.
  public static final String TRIAL_SLOPE = "trialSlope";

  /// About the error of E(x).
  public static final String ROUNDING = "rounding";

  /// 0 before the start is evaluated, {@link #LINE} on a line, 2 when the next trial is taken as it
  /// is.
  public static final String PHASE = "phase";

  /// A trial is judged.
  public static final int LINE = 1;

  private static final int TAKE = 2;

  /// Points accepted after the start.
  public static final String STEPS = "steps";

  /// Evaluations.
  public static final String EVALUATIONS = "evaluations";

  /// The bound on |∇E|², a setting, as those that follow.
  public static final String TOLERANCE = "tolerance";

  /// The change of energy, relative to max(1, |E|), that counts as none; negative for no such rule.
  public static final String CHANGE = "change";

  /// How many steps in a row.
  public static final String PATIENCE = "patience";

  public static final String MOST_STEPS = "mostSteps";
  public static final String MOST_EVALUATIONS = "mostEvaluations";

  /// c₁.
  public static final String DECREASE = "decrease";

  /// c₂.
  public static final String CURVATURE = "curvature";

  /// The distance from 1 to the next number.
  public static final String ULP = "ulp";

  /// The share of the energy that counts as rounding, as residuals may be small differences.
  public static final double SLACK = 1e-10;

  static final String GRADIENT = "pointGradient";
  static final String DIRECTION = "direction";
  private static final String FRESH = "fresh";
  private static final String REACH = "reach";

  @Override
  public List<Slot> slots() {
    List<Slot> slots = new ArrayList<>();
    slots.add(Slot.perChain(STATE, State.RUNNING.number()));
    for (String vector : List.of(POINT, GRADIENT, DIRECTION)) {
      slots.add(Slot.likeUnknown(vector));
    }
    for (String number :
        List.of(ENERGY, SQUARE, STEP, SLOPE, TRIAL_SLOPE, ROUNDING, PHASE, EVALUATIONS)) {
      slots.add(Slot.perChain(number, 0));
    }
    slots.add(Slot.perChain(FRESH, 1));
    slots.add(Slot.perChain(REACH, 1));
    slots.addAll(LineLanes.slots());
    slots.addAll(Ends.slots());
    slots.addAll(PairLanes.slots(memory));
    return slots;
  }

  @Override
  public Map<String, Double> settings() {
    Map<String, Double> settings = new HashMap<>();
    for (String name :
        List.of(
            TOLERANCE, CHANGE, PATIENCE, MOST_STEPS, MOST_EVALUATIONS, DECREASE, CURVATURE, ULP)) {
      settings.put(name, 0.0);
    }
    return settings;
  }

  @Override
  public Next next(StepArguments a) {
    return new Formula(a, memory).next();
  }

  /// One step of one chain, from its evaluation to all that is carried on.
  private static final class Formula {
    private final StepArguments a;
    private final Trial trial;
    private final LineLanes line;
    private final Ends ends;
    private final Expr live;
    private final Expr first; // the trial is the start
    private final Expr accepts;
    private final Expr takes; // the next trial, whatever it is
    private final Expr restarts; // straight down, with nothing remembered
    private final Expr turns; // a new line begins
    private final Expr state;
    private final Expr point;
    private final Expr gradient;
    private final Expr square;
    private final Expr energy;
    private final PairLanes pairs;

    Formula(StepArguments a, int memory) {
      this.a = a;
      trial = new Trial(a);
      line = new LineLanes(a, trial);
      live = a.slot(STATE).equalTo(State.RUNNING.expr());
      first = a.slot(PHASE).equalTo(Expr.of(0));
      ends = new Ends(a, trial, first);
      Expr wanted = Truth.or(trial.good(), not(a.slot(PHASE).equalTo(Expr.of(LINE))));
      accepts = and(and(live, trial.finite), wanted).greaterThan(0);
      Expr failed = and(and(live, not(accepts)), line.failed());
      takes = and(failed, line.hasLower()).greaterThan(0);
      Expr stuck = and(failed, not(takes));
      restarts = and(stuck, not(a.slot(FRESH))).greaterThan(0);
      turns = Truth.or(accepts, restarts);
      state = state(and(stuck, a.slot(FRESH)).greaterThan(0));
      point = accepts.choose(a.u(), a.slot(POINT));
      gradient = accepts.choose(trial.gradient, a.slot(GRADIENT));
      square = accepts.choose(trial.square, a.slot(SQUARE));
      energy = accepts.choose(trial.energy, a.slot(ENERGY));
      Expr told = trial.sy.greaterThan(cosine());
      Expr learns = and(and(accepts, not(first)), told).greaterThan(0);
      pairs = new PairLanes(a, memory, trial, learns, restarts);
    }

    /// ε|s||y|: a pair that turns farther would spoil the model.
    private Expr cosine() {
      return trial.ss.sqrt().times(trial.yy.sqrt()).times(a.setting(ULP));
    }

    private Expr state(Expr exhausted) {
      Expr wrong =
          line.wasFinite()
              .greaterThan(0)
              .choose(
                  line.slopesAreTrue().choose(State.ROUNDING.expr(), State.NO_DESCENT.expr()),
                  State.NOT_FINITE.expr());
      Expr lost = and(and(live, first), not(trial.finite)).greaterThan(0);
      Expr otherwise = lost.choose(State.NOT_FINITE.expr(), exhausted.choose(wrong, a.slot(STATE)));
      Expr found = accepts.choose(ends.state(), otherwise);
      Expr used = evaluations().atLeast(a.setting(MOST_EVALUATIONS));
      Expr cut = and(found.equalTo(State.RUNNING.expr()), used).greaterThan(0);
      return cut.choose(State.EVALUATIONS.expr(), found);
    }

    private Expr evaluations() {
      return a.slot(EVALUATIONS).plus(live);
    }

    Next next() {
      Expr quasi = pairs.direction(gradient);
      Expr slant = Maths.dot(quasi, gradient);
      Expr rises = not(slant.lessThan(0));
      Expr down = rises.choose(gradient.negated(), quasi);
      Expr direction = turns.choose(down, a.slot(DIRECTION));
      Expr slope = turns.choose(rises.choose(square.negated(), slant), a.slot(SLOPE));
      Expr bare = Truth.or(pairs.isEmpty(), rises);
      Expr reach = and(accepts, not(first)).greaterThan(0).choose(length(), a.slot(REACH));
      Expr begin = bare.choose(reach.over(square.sqrt()).min(Expr.of(1)), Expr.of(1));
      Expr onward = takes.choose(line.lowStep(), line.next());
      Expr running = state.equalTo(State.RUNNING.expr());
      Expr step = running.choose(turns.choose(begin, onward), Expr.of(0));
      Map<String, Expr> next = point();
      next.put(DIRECTION, direction);
      next.put(STEP, step);
      next.put(SLOPE, slope);
      next.put(TRIAL_SLOPE, trial.slope);
      next.put(PHASE, takes.choose(Expr.of(TAKE), Expr.of(LINE)));
      next.put(FRESH, turns.choose(bare, a.slot(FRESH)));
      next.put(REACH, reach);
      line.put(next, turns, energy, slope);
      ends.put(a, next, accepts);
      pairs.put(next, and(turns, rises).greaterThan(0));
      return new Next(point.plus(direction.times(step)), next);
    }

    /// How far a step without pairs may go: twice as far as the last.
    private Expr length() {
      return trial.ss.sqrt().times(2);
    }

    private Map<String, Expr> point() {
      Map<String, Expr> next = new HashMap<>();
      next.put(STATE, state);
      next.put(POINT, point);
      next.put(GRADIENT, gradient);
      next.put(ENERGY, energy);
      next.put(SQUARE, square);
      next.put(ROUNDING, accepts.choose(trial.rounding, a.slot(ROUNDING)));
      next.put(EVALUATIONS, evaluations());
      return next;
    }
  }
}
