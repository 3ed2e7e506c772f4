package org.ebm4j.inference.lanes;

import static org.ebm4j.inference.lanes.Truth.and;
import static org.ebm4j.inference.lanes.Truth.isFinite;
import static org.ebm4j.inference.lanes.Truth.or;

import org.ebm4j.api.energy.StepArguments;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.expr.Maths;

/// What the evaluation of a step found at the trial point, beside what is known of the accepted
/// one.
final class Trial {
  final Expr energy; // φ(t)
  final Expr gradient;
  final Expr square; // |∇E|²
  final Expr slope; // φ′(t)
  final Expr finite;
  final Expr rounding; // about the error of the energy
  final Expr s; // from the accepted point to the trial
  final Expr y; // the difference of their gradients
  final Expr ss;
  final Expr sy;
  final Expr yy;
  final Expr still; // rounding has swallowed the step
  final Expr seen; // it changed more than the last digits of the point
  final Expr decreased; // φ(t) ≤ φ(0) + c₁tφ′(0)
  final Expr level; // the energies differ by rounding at most
  final Expr flat; // |φ′(t)| ≤ c₂|φ′(0)|

  /// Last digits of the point that a step must change before it says anything about slopes.
  private static final double DIGITS = 64;

  Trial(StepArguments a) {
    Expr x = a.slot(LbfgsLanes.POINT);
    energy = a.energy();
    gradient = a.gradient();
    square = Maths.sq(gradient);
    finite = and(isFinite(energy), isFinite(square));
    rounding = a.terms().norm1().times(a.setting(LbfgsLanes.ULP)).times(4);
    s = a.u().minus(x);
    y = gradient.minus(a.slot(LbfgsLanes.GRADIENT));
    ss = Maths.sq(s);
    sy = Maths.dot(s, y);
    yy = Maths.sq(y);
    slope = Maths.dot(gradient, a.slot(LbfgsLanes.DIRECTION));
    still = s.normMax().atMost(0);
    Expr digits = a.setting(LbfgsLanes.ULP).times(DIGITS);
    seen = ss.greaterThan(Maths.sq(x).times(digits.squared()));
    Expr before = a.slot(LbfgsLanes.ENERGY);
    Expr slopeBefore = a.slot(LbfgsLanes.SLOPE);
    Expr allowed = a.slot(LbfgsLanes.STEP).times(a.setting(LbfgsLanes.DECREASE));
    decreased = energy.atMost(before.plus(allowed.times(slopeBefore)));
    level = energy.minus(before).abs().atMost(slack(a));
    flat = slope.abs().plus(slopeBefore.times(a.setting(LbfgsLanes.CURVATURE))).atMost(0);
  }

  /// How far two energies may differ and mean the same.
  static Expr slack(StepArguments a) {
    return a.slot(LbfgsLanes.ENERGY).abs().times(LbfgsLanes.SLACK).max(a.slot(LbfgsLanes.ROUNDING));
  }

  /// Whether it meets the strong Wolfe conditions, or the second where the first cannot be told.
  Expr good() {
    return and(flat, or(decreased, level));
  }
}
