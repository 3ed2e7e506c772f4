package org.ebm4j.inference.lanes;

import static org.ebm4j.inference.lanes.Truth.and;
import static org.ebm4j.inference.lanes.Truth.isFinite;
import static org.ebm4j.inference.lanes.Truth.not;
import static org.ebm4j.inference.lanes.Truth.or;

import java.util.List;
import java.util.Map;
import org.ebm4j.api.energy.Slot;
import org.ebm4j.api.energy.StepArguments;
import org.ebm4j.api.expr.Expr;

/*
 * Of the bracket (low, high) it holds: low has enough decrease and a slope that still falls too steeply; high has too little decrease
 * or a slope that rises. So ψ(t) = φ(t) − φ(0) − c₁φ′(0)t falls at low, where it is not positive, and has a minimum inside the bracket at which
 * both conditions hold; halving alone would find such a step [Lewis & Overton 2013, §3; here with |φ′| in the second condition]. The next
 * trial is the minimum of the cubic through both ends, or, where their energies differ by rounding only, the zero of the line through their
 * slopes [Hager & Zhang 2005, §2.1]; both are kept off the ends, and a bracket that has not shrunk by a third is halved.
 */

/// The search along a line, one trial a step: what is known after a trial that was not accepted,
/// and which trial comes next.
final class LineLanes {
  private static final String LOW = "line.low";
  private static final String LOW_ENERGY = "line.lowEnergy";
  private static final String LOW_SLOPE = "line.lowSlope";
  private static final String HIGH = "line.high";
  private static final String HIGH_ENERGY = "line.highEnergy";
  private static final String HIGH_SLOPE = "line.highSlope";
  private static final String WIDTH = "line.width";
  private static final String TRIALS = "line.trials";
  private static final String MISMATCH = "line.mismatch";
  private static final String FINITE = "line.finite";
  private static final int MOST = 60; // trials
  private static final Expr INFINITY = Expr.of(Double.POSITIVE_INFINITY);

  private final StepArguments a;
  private final Trial trial;
  private final Sample low;
  private final Sample high;
  private final Expr bracketed;
  private final Expr width;
  private final Expr next;
  private final Expr trials;
  private final Expr mismatch; // least share by which energies belie slopes
  private final Expr wasFinite;

  /// A step with the energy and slope there.
  private record Sample(Expr step, Expr energy, Expr slope) {
    Sample orElse(Expr condition, Sample other) {
      return new Sample(
          condition.choose(step, other.step),
          condition.choose(energy, other.energy),
          condition.choose(slope, other.slope));
    }
  }

  LineLanes(StepArguments a, Trial trial) {
    this.a = a;
    this.trial = trial;
    Sample lowBefore = sample(LOW, LOW_ENERGY, LOW_SLOPE);
    Sample highBefore = sample(HIGH, HIGH_ENERGY, HIGH_SLOPE);
    Expr energy = trial.finite.choose(trial.energy, INFINITY);
    Sample here = new Sample(a.slot(LbfgsLanes.STEP), energy, trial.slope);
    Expr isShort = isShort(trial).greaterThan(0);
    low = here.orElse(isShort, lowBefore);
    high = highBefore.orElse(isShort, here);
    bracketed = high.step.lessThan(Double.POSITIVE_INFINITY);
    Sample from = low.orElse(bracketed, lowBefore);
    Sample to = high.orElse(bracketed, here);
    width = to.step.minus(from.step);
    next = from.step.plus(width.times(share(from, to)));
    trials = a.slot(TRIALS).plus(1);
    mismatch = mismatch();
    wasFinite = a.slot(FINITE).max(trial.finite);
  }

  /// Whether a step that does not end the line should have been longer.
  private static Expr isShort(Trial trial) {
    Expr low = and(trial.finite, or(trial.decreased, trial.level));
    return and(low, trial.slope.lessThan(0));
  }

  static List<Slot> slots() {
    return List.of(
        Slot.perChain(LOW, 0),
        Slot.perChain(LOW_ENERGY, 0),
        Slot.perChain(LOW_SLOPE, 0),
        Slot.perChain(HIGH, Double.POSITIVE_INFINITY),
        Slot.perChain(HIGH_ENERGY, Double.POSITIVE_INFINITY),
        Slot.perChain(HIGH_SLOPE, 0),
        Slot.perChain(WIDTH, Double.POSITIVE_INFINITY),
        Slot.perChain(TRIALS, 0),
        Slot.perChain(MISMATCH, Double.POSITIVE_INFINITY),
        Slot.perChain(FINITE, 0));
  }

  private Sample sample(String step, String energy, String slope) {
    return new Sample(a.slot(step), a.slot(energy), a.slot(slope));
  }

  /// Where the next trial lies, as a share of the way between two samples; above 1 as long as there
  /// is no bracket.
  private Expr share(Sample from, Sample to) {
    Expr secant = from.slope.negated().over(to.slope.minus(from.slope));
    Expr same = to.energy.minus(from.energy).abs().atMost(Trial.slack(a));
    Expr proposed = same.choose(secant, cubic(from, to));
    Expr least = bracketed.choose(Expr.of(.1), Expr.of(2.1));
    Expr most = bracketed.choose(Expr.of(.9), Expr.of(5));
    Expr past = bracketed.choose(Expr.of(0), Expr.of(1));
    Expr useful = and(isFinite(proposed), proposed.greaterThan(past)).greaterThan(0);
    Expr clamped =
        proposed.lessThan(least).choose(least, proposed.lessThan(most).choose(proposed, most));
    Expr otherwise = bracketed.choose(Expr.of(.5), most);
    Expr slow = and(bracketed, width.greaterThan(a.slot(WIDTH).times(.66))).greaterThan(0);
    Expr smooth = slow.choose(Expr.of(.5), useful.choose(clamped, otherwise));
    Expr retreat = trial.finite.greaterThan(0).choose(Expr.of(.5), Expr.of(.1));
    Expr blind = and(bracketed, to.energy.equalTo(INFINITY)).greaterThan(0);
    return blind.choose(retreat, smooth);
  }

  /// The minimum of the cubic through two samples [Nocedal & Wright 2006, (3.59)], as a share of
  /// the way; not a number if it has none.
  private Expr cubic(Sample from, Sample to) {
    Expr chord = to.energy.minus(from.energy).over(width);
    Expr d1 = from.slope.plus(to.slope).minus(chord.times(3));
    Expr d2 = d1.squared().minus(from.slope.times(to.slope)).sqrt();
    Expr bend = to.slope.minus(from.slope).plus(d2.times(2));
    return Expr.of(1).minus(to.slope.plus(d2).minus(d1).over(bend));
  }

  /// By how much of their size the energies belie the slopes, by the trapezoidal rule, at the trial
  /// where they agree best. A right gradient agrees at some trial: near enough to be straight, far
  /// enough to be seen.
  private Expr mismatch() {
    Expr rise = trial.energy.minus(a.slot(LbfgsLanes.ENERGY));
    Expr begin = a.slot(LbfgsLanes.STEP).times(a.slot(LbfgsLanes.SLOPE));
    Expr end = a.slot(LbfgsLanes.STEP).times(trial.slope);
    Expr size = begin.abs().plus(end.abs()).times(.5);
    Expr error = rise.minus(begin.plus(end).times(.5)).abs().over(size);
    Expr told = rise.abs().greaterThan(a.slot(LbfgsLanes.ROUNDING).times(8));
    Expr counts = and(and(trial.finite, trial.seen), and(told, error.lessThan(a.slot(MISMATCH))));
    return counts.greaterThan(0).choose(error, a.slot(MISMATCH));
  }

  /// The next trial's step.
  Expr next() {
    return next;
  }

  /// Whether there is no further trial.
  Expr failed() {
    Expr narrow = width.atMost(high.step.times(a.setting(LbfgsLanes.ULP)));
    Expr outside = or(next.atMost(low.step), next.atLeast(high.step));
    Expr spent = or(trials.atLeast(Expr.of(MOST)), and(trial.finite, trial.still));
    return or(spent, and(bracketed, or(narrow, outside)));
  }

  /// The longest trial known to have decreased enough; 0 if there was none.
  Expr lowStep() {
    return low.step;
  }

  /// Whether that trial is lower than the accepted point by more than rounding.
  Expr hasLower() {
    Expr needed = a.slot(LbfgsLanes.ENERGY).minus(a.slot(LbfgsLanes.ROUNDING));
    return and(low.step.greaterThan(0), low.energy.lessThan(needed));
  }

  Expr wasFinite() {
    return wasFinite;
  }

  /// Whether energies rise and fall as the slopes tell, or none differs by more than rounding.
  Expr slopesAreTrue() {
    return or(mismatch.atMost(.1), mismatch.equalTo(INFINITY));
  }

  /// @param fresh whether a new line begins
  /// @param energy at its beginning
  /// @param slope at its beginning
  void put(Map<String, Expr> next, Expr fresh, Expr energy, Expr slope) {
    next.put(LOW, fresh.choose(Expr.of(0), low.step));
    next.put(LOW_ENERGY, fresh.choose(energy, low.energy));
    next.put(LOW_SLOPE, fresh.choose(slope, low.slope));
    next.put(HIGH, fresh.choose(INFINITY, high.step));
    next.put(HIGH_ENERGY, fresh.choose(INFINITY, high.energy));
    next.put(HIGH_SLOPE, fresh.choose(Expr.of(0), high.slope));
    next.put(WIDTH, fresh.choose(INFINITY, bracketed.choose(width, INFINITY)));
    next.put(TRIALS, fresh.choose(Expr.of(0), trials));
    next.put(MISMATCH, fresh.choose(INFINITY, mismatch));
    next.put(FINITE, not(fresh).times(wasFinite));
  }
}
