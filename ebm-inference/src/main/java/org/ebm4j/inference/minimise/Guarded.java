package org.ebm4j.inference.minimise;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ebm4j.api.energy.FixedForm;
import org.ebm4j.api.energy.Slot;
import org.ebm4j.api.energy.StepArguments;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.expr.Maths;
import org.ebm4j.api.space.Bounds;

/// A method's step with the stop rules in the same formula: a row that meets one stays where it met it,
/// at that very step, and every row remembers the best point it passed.
///
///     state ← running? not finite? : |P∇E|² ≤ tolerance²? : quiet ≥ patience?
///     u     ← state = running ? the method's next u : u
///     best  ← E < E(best) ? u : best
///
/// The energies compared are sums in the program's precision; the two candidates for the best point, u
/// and best, are compared once more as f64 sums of their terms when the search has ended.
record Guarded(FixedForm form, Bounds box, Stop stop) implements FixedForm {
  static final String STATE = "guard.state";
  static final String MOVED = "guard.moved";
  static final String BEST = "guard.best";
  static final String BEST_ENERGY = "guard.bestEnergy";
  static final String SLOPE = "guard.slope";
  private static final String LAST_ENERGY = "guard.lastEnergy";
  private static final String QUIET = "guard.quiet";
  private static final String GRADIENT = "guard.gradient";
  private static final String CHANGE = "guard.change";
  private static final String PATIENCE = "guard.patience";

  /// What a row is doing, as a number in its state slot.
  static final int RUNNING = 0;

  static final int GRADIENT_MET = 1;
  static final int CHANGE_MET = 2;
  static final int NOT_FINITE = 3;

  @Override
  public String name() {
    return form.name();
  }

  @Override
  public List<Slot> slots() {
    List<Slot> all = new ArrayList<>(form.slots());
    all.add(Slot.perChain(STATE, RUNNING));
    all.add(Slot.perChain(MOVED, 0));
    all.add(Slot.likeUnknown(BEST));
    all.add(Slot.perChain(BEST_ENERGY, Double.POSITIVE_INFINITY));
    all.add(Slot.perChain(SLOPE, 0));
    all.add(Slot.perChain(LAST_ENERGY, Double.POSITIVE_INFINITY));
    all.add(Slot.perChain(QUIET, 0));
    return List.copyOf(all);
  }

  @Override
  public Map<String, Double> settings() {
    Map<String, Double> all = new TreeMap<>(form.settings());
    all.put(GRADIENT, stop.gradient() * stop.gradient());
    all.put(CHANGE, stop.change() > 0 ? stop.change() : -1);
    all.put(PATIENCE, (double) stop.patience());
    return all;
  }

  @Override
  public void begin(Run run) {
    FixedForm.super.begin(run);
    form.begin(run);
  }

  @Override
  public Next next(StepArguments a) {
    Expr energy = a.energy();
    Expr slope = Maths.sq(projected(a.u(), a.gradient()));
    Expr finite = isFinite(energy).times(isFinite(a.gradient().abs().max()));
    Expr quiet = quiet(a, energy);
    Expr found =
        finite.choose(
            slope
                .atMost(a.setting(GRADIENT))
                .choose(
                    Expr.of(GRADIENT_MET),
                    quiet
                        .atLeast(a.setting(PATIENCE))
                        .choose(Expr.of(CHANGE_MET), Expr.of(RUNNING))),
            Expr.of(NOT_FINITE));
    Expr running = Expr.of(RUNNING);
    Expr state = a.slot(STATE).equalTo(running).choose(found, a.slot(STATE));
    Expr moves = state.equalTo(running);
    Expr better = finite.times(energy.lessThan(a.slot(BEST_ENERGY)));
    Next next = form.next(a);
    return new Next(moves.choose(next.u(), a.u()), next.slots())
        .with(STATE, state)
        .with(MOVED, a.slot(MOVED).plus(moves))
        .with(BEST, better.choose(a.u(), a.slot(BEST)))
        .with(BEST_ENERGY, better.choose(energy, a.slot(BEST_ENERGY)))
        .with(SLOPE, slope)
        .with(LAST_ENERGY, energy)
        .with(QUIET, quiet);
  }

  /// u − P(u − ∇E), number by number: the gradient, but at most the way to the bound.
  private Expr projected(Expr u, Expr gradient) {
    return box.isBounded()
        ? gradient
            .max(u.minus(Expr.vector(box.high().toArray())))
            .min(u.minus(Expr.vector(box.low().toArray())))
        : gradient;
  }

  /// How many steps in a row the energy has hardly changed.
  private static Expr quiet(StepArguments a, Expr energy) {
    Expr allowed = energy.abs().max(Expr.of(1)).times(a.setting(CHANGE));
    return a.slot(LAST_ENERGY)
        .minus(energy)
        .abs()
        .atMost(allowed)
        .choose(a.slot(QUIET).plus(1), Expr.of(0));
  }

  private static Expr isFinite(Expr value) {
    return value.abs().lessThan(Expr.of(Double.POSITIVE_INFINITY));
  }
}
