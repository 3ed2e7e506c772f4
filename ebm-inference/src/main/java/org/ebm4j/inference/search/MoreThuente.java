package org.ebm4j.inference.search;

/*
 * The search keeps an interval with the best step at one end (`best`) and, once the minimum is known to lie between, a worse one at
 * the other (`far`). Before a step with enough decrease was seen, it works on ψ(α) = φ(α) − φ(0) − c₁φ′(0)α instead of φ: a minimum
 * of ψ meets the first condition, and one exists wherever φ is bounded below [Moré & Thuente 1994, §2]. The next trial comes from
 * the cubic and the parabola through what is known [§4]; an interval that has not shrunk by a third in two trials is halved [§3].
 */

/// A step that meets the strong Wolfe conditions, which it finds in finitely many trials wherever φ
/// is smooth and bounded below.
///
/// Added here: a trial that is not finite ends the interval and is retreated from; and where φ has
/// become so flat that rounding hides the decrease, a slope that meets the second condition is
/// enough [Hager & Zhang 2005, §2.1].
///
/// Source: [Moré & Thuente 1994].
final class MoreThuente implements LineSearch {
  private static final int TRIALS = 60;
  private static final double SHORTEST = 1e-16; // an interval's length against its place

  /// A step with the energy and slope there.
  record Sample(double step, double energy, double slope) {
    /// The same on ψ.
    Sample tilted(double tilt) {
      return new Sample(step, energy - tilt * step, slope - tilt);
    }
  }

  private final Line line;
  private final StrongWolfe rule;
  private final double tilt; // c₁φ′(0)
  private double longest;
  private double trial;
  private int trials;
  private Sample best;
  private Sample far;
  private boolean bracketed;
  private boolean auxiliary = true; // still on ψ
  private double width;
  private double widthBefore;

  MoreThuente(Line line, StrongWolfe rule) {
    this.line = line;
    this.rule = rule;
    this.tilt = rule.decrease() * line.slope();
    this.longest = line.longest();
    this.trial = line.first();
    this.best = new Sample(0, line.energy(), line.slope());
    this.far = best;
    this.width = Double.POSITIVE_INFINITY;
    this.widthBefore = Double.POSITIVE_INFINITY;
  }

  @Override
  public double trial() {
    return trial;
  }

  @Override
  public Verdict see(double energy, double slope) {
    trials++;
    if (!Double.isFinite(energy) || !Double.isFinite(slope)) {
      return retreat();
    }
    boolean decreased = energy <= line.energy() + tilt * trial;
    boolean flat = Math.abs(slope) <= -rule.curvature() * line.slope();
    if (decreased && flat) {
      return Verdict.MET;
    }
    if (flat && Math.abs(energy - line.energy()) <= line.rounding()) {
      return Verdict.MET_WITHIN_ROUNDING;
    }
    if (decreased && slope <= tilt && trial == line.longest()) {
      return Verdict.LONGEST;
    }
    if (trials == TRIALS) {
      return Verdict.FAILED;
    }
    next(new Sample(trial, energy, slope), decreased);
    return stuck() ? Verdict.FAILED : Verdict.AGAIN;
  }

  /// Tries a tenth of the way from the best step.
  private Verdict retreat() {
    longest = best.step + .5 * (trial - best.step);
    trial = best.step + .1 * (trial - best.step);
    return trials == TRIALS || trial == best.step ? Verdict.FAILED : Verdict.AGAIN;
  }

  private void next(Sample seen, boolean decreased) {
    if (decreased && seen.slope >= Math.min(rule.decrease(), rule.curvature()) * line.slope()) {
      auxiliary = false;
    }
    boolean onPsi = auxiliary && !decreased && seen.energy <= best.energy;
    double slant = onPsi ? tilt : 0;
    double proposed = propose(best.tilted(slant), far.tilted(slant), seen.tilted(slant));
    shrink(seen, slant);
    if (Double.isNaN(proposed)) { // no cubic fits, which only rounding can bring about
      proposed = best.step + .5 * (far.step - best.step);
    }
    trial = Math.clamp(bracketed ? halved(proposed) : proposed, 0, longest);
  }

  /// Where the next trial should lie [§4, cases 1 to 4].
  private double propose(Sample a, Sample b, Sample seen) {
    double parabola = seen.step + secant(a, seen) * (a.step - seen.step);
    if (seen.energy > a.energy) { // 1: higher, so the minimum lies between
      double cubic = cubic(a, seen);
      double vertex = vertex(a, seen);
      return Math.abs(cubic - a.step) < Math.abs(vertex - a.step)
          ? cubic
          : cubic + (vertex - cubic) / 2;
    }
    if (seen.slope * Math.signum(a.slope) < 0) { // 2: lower and past a minimum
      double cubic = cubic(a, seen);
      return Math.abs(cubic - seen.step) > Math.abs(parabola - seen.step) ? cubic : parabola;
    }
    if (Math.abs(seen.slope) < Math.abs(a.slope)) { // 3: lower and flatter, go on
      return bracketed ? nearer(a, b, seen, parabola) : farther(a, seen, parabola);
    }
    return bracketed ? cubic(seen, b) : seen.step + 4 * (seen.step - a.step); // 4: not flatter
  }

  /// Case 3 without a far end: the farther of cubic and parabola, but between 1.1 and 4 times the
  /// last way on.
  private static double farther(Sample a, Sample seen, double parabola) {
    double way = seen.step - a.step; // > 0, since trials only grow until the far end is known
    double cubic = cubic(a, seen);
    double reach = cubic > seen.step ? Math.max(cubic, parabola) : seen.step + 4 * way;
    return Math.clamp(reach, seen.step + 1.1 * way, seen.step + 4 * way);
  }

  /// Case 3 with a far end: the nearer of cubic and parabola, but at most two thirds of the way to
  /// the far end.
  private static double nearer(Sample a, Sample b, Sample seen, double parabola) {
    double cubic = cubic(a, seen);
    boolean ahead = (cubic - seen.step) * (seen.step - a.step) > 0;
    boolean useCubic = ahead && Math.abs(cubic - seen.step) < Math.abs(parabola - seen.step);
    double limit = seen.step + .66 * (b.step - seen.step);
    double near = useCubic ? cubic : parabola;
    return seen.step > a.step ? Math.min(limit, near) : Math.max(limit, near);
  }

  /// The interval that still holds a minimum [§2, cases U1 to U3].
  private void shrink(Sample seen, double slant) {
    Sample tilted = seen.tilted(slant);
    Sample a = best.tilted(slant);
    if (tilted.energy > a.energy) {
      far = seen;
      bracketed = true;
    } else {
      if (tilted.slope * Math.signum(a.slope) < 0) {
        far = best;
        bracketed = true;
      }
      best = seen;
    }
  }

  private double halved(double proposed) {
    double now = Math.abs(far.step - best.step);
    boolean slow = now >= .66 * widthBefore;
    widthBefore = width;
    width = now;
    return slow ? best.step + .5 * (far.step - best.step) : proposed;
  }

  /// Whether the interval is too short to hold another step.
  private boolean stuck() {
    double low = Math.min(best.step, far.step);
    double high = Math.max(best.step, far.step);
    return bracketed && (trial <= low || trial >= high || high - low <= SHORTEST * high);
  }

  /// The minimum of the cubic through two samples [Nocedal & Wright 2006, (3.59)]; not finite if it
  /// has none.
  static double cubic(Sample a, Sample b) {
    double d1 = a.slope + b.slope - 3 * (a.energy - b.energy) / (a.step - b.step);
    double size = Math.max(Math.abs(d1), Math.max(Math.abs(a.slope), Math.abs(b.slope)));
    double root = (d1 / size) * (d1 / size) - (a.slope / size) * (b.slope / size);
    double d2 = Math.signum(b.step - a.step) * size * Math.sqrt(root);
    return b.step - (b.step - a.step) * (b.slope + d2 - d1) / (b.slope - a.slope + 2 * d2);
  }

  /// The share of the way back from b to a at which a line through both slopes is zero.
  private static double secant(Sample a, Sample b) {
    return b.slope / (b.slope - a.slope);
  }

  /// The minimum of the parabola through a, its slope, and b.
  private static double vertex(Sample a, Sample b) {
    double length = b.step - a.step;
    return a.step + a.slope * length / ((a.energy - b.energy) / length + a.slope) / 2;
  }
}
