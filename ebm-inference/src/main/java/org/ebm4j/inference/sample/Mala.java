package org.ebm4j.inference.sample;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ebm4j.api.energy.Slot;
import org.ebm4j.api.energy.StepArguments;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.expr.Maths;

/// Metropolis-adjusted Langevin: each Langevin step is a proposal, accepted so that the chain visits u in
/// proportion to exp(−βE(u)) exactly.
///
///     u′ = u − h ∇E(u) + √(2h/β) ξ      ξ ~ N(0, I)
///     accept u′ with probability min(1, eᵃ)
///     a = −β [E′ − E − ½ (u′ − u)·(∇E + ∇E′) + ¼ h (|∇E′|² − |∇E|²)]
///
/// a is ln of π(u′)q(u′→u)/π(u)q(u→u′) with the squares multiplied out: what is left is the error of the
/// trapezoidal rule, so the large parts cancel before they are rounded.
///
/// A step evaluates one gradient: {@code u} holds the proposal to be judged, and the chain's point with its energy and
/// gradient are slots. The first step only accepts the start. A proposal that is not finite is
/// rejected. Best efficiency is near an acceptance of 0.574; a step size for it is found during warm-up
/// ({@link #tuned}). Where the energy grows faster than a square, a chain far out overshoots at every
/// proposal and stands still for good under a fixed step: tune, or start closer.
///
/// Source: [Besag 1994; Roberts & Tweedie 1996, §1.4; the target: Roberts & Rosenthal 1998].
///
/// @param step h > 0, in units of u² per unit of energy
/// @param beta β > 0, the inverse temperature, per unit of energy
/// @param tunes whether warm-up moves the step size
public record Mala(double step, double beta, boolean tunes) implements Transition {
  private static final double BEST_ACCEPTANCE = .574;
  private static final String POINT = "point";
  private static final String ENERGY = "pointEnergy";
  private static final String GRADIENT = "pointGradient";
  private static final String ACCEPTED = "accepted";
  private static final String STEP = "step";

  public Mala {
    Positive.require("Mala: the step", step, "mala tuned from 0.1 finds one");
    Positive.require("Mala: the inverse temperature", beta, "1 samples exp(−E) itself");
  }

  /// A fixed step size, β = 1.
  public static Mala of(double step) {
    return new Mala(step, 1, false);
  }

  /// A step size found during warm-up, β = 1.
  ///
  /// @param first the step size to begin with
  public static Mala tuned(double first) {
    return new Mala(first, 1, true);
  }

  /// The same at another inverse temperature.
  public Mala beta(double inverseTemperature) {
    return new Mala(step, inverseTemperature, tunes);
  }

  @Override
  public String position() {
    return POINT;
  }

  @Override
  public String energies() {
    return ENERGY;
  }

  @Override
  public int lag() {
    return 1;
  }

  @Override
  public Optional<String> acceptance() {
    return Optional.of(ACCEPTED);
  }

  @Override
  public Optional<Tuning> tuning() {
    return tunes ? Optional.of(new Tuning(STEP, BEST_ACCEPTANCE)) : Optional.empty();
  }

  @Override
  public List<Slot> slots() {
    return List.of(
        Slot.likeUnknown(POINT),
        Slot.perChain(ENERGY, Double.POSITIVE_INFINITY), // so that the start is accepted
        Slot.likeUnknown(GRADIENT),
        Slot.perChain(ACCEPTED, 0),
        Slot.perChain(STEP, step));
  }

  @Override
  public Map<String, Double> settings() {
    return Map.of("beta", beta);
  }

  @Override
  public Next next(StepArguments a) {
    Expr h = a.slot(STEP);
    Expr beta = a.setting("beta");
    Expr rise = a.energy().minus(a.slot(ENERGY));
    Expr work = Maths.dot(a.u().minus(a.slot(POINT)), a.gradient().plus(a.slot(GRADIENT)));
    Expr squares = Maths.sq(a.gradient()).minus(Maths.sq(a.slot(GRADIENT)));
    Expr error = rise.minus(work.times(.5)).plus(squares.times(h).times(.25));
    Expr chance = error.times(beta).negated().min(Expr.of(0)).exp();
    Expr possible = chance.atLeast(Expr.of(0)).choose(chance, Expr.of(0)); // NaN is rejected
    Expr accept = a.uniform().atMost(possible);

    Expr point = accept.choose(a.u(), a.slot(POINT));
    Expr gradient = accept.choose(a.gradient(), a.slot(GRADIENT));
    Expr noise = a.noise().times(h.times(2).over(beta).sqrt());
    return Next.to(point.minus(gradient.times(h)).plus(noise))
        .with(POINT, point)
        .with(ENERGY, accept.choose(a.energy(), a.slot(ENERGY)))
        .with(GRADIENT, gradient)
        .with(ACCEPTED, a.slot(ACCEPTED).plus(possible))
        .with(STEP, h);
  }
}
