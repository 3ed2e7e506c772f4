package org.ebm4j.inference.minimise;

import java.util.function.Consumer;
import org.ebm4j.api.space.Bounds;
import org.ebm4j.inference.drive.Evaluated;
import org.ebm4j.inference.search.Direction;
import org.ebm4j.inference.search.Line;
import org.ebm4j.inference.search.LineRule;
import org.ebm4j.inference.search.LineSearch.Verdict;
import org.ebm4j.inference.search.Vectors;
import org.jspecify.annotations.Nullable;

/// One search: from a point along a direction to the next point, until a rule ends it. Asks for one
/// evaluation at a time.
final class DescentSearch {
  private static final int HIDDEN = 3; // steps in a row that rounding may swallow

  private final Row row = new Row();
  private final Direction direction;
  private final LineRule rule;
  private final Bounds box;
  private final Rules rules;
  private final double[] start;
  private @Nullable Evaluated here; // nothing before the start was evaluated
  private @Nullable Way way;
  private double reach; // how far a first trial may go where only the gradient is known
  private double leastNorm = Double.POSITIVE_INFINITY;
  private int quiet; // steps in a row within the rule for the change of energy
  private int hidden; // steps in a row whose decrease is lost in rounding

  /// @param traceEvery steps from one trace entry to the next; 0 for no trace
  /// @param seen is shown every step that a line search chose
  record Rules(Stop stop, int traceEvery, Consumer<Step> seen) {
    /// Someone who looks away.
    static final Consumer<Step> UNSEEN = step -> {};

    /// Whether someone follows every step.
    boolean stepwise() {
      return traceEvery > 0 || !seen.equals(UNSEEN);
    }
  }

  /// A step taken along a line.
  record Step(Line line, double alpha, double energy, double slope, Verdict verdict) {}

  DescentSearch(Searching method, Bounds box, double[] start, Rules rules) {
    this.direction = method.direction(box);
    this.rule = method.rule();
    this.box = box;
    this.rules = rules;
    this.start = start;
    this.reach = firstReach(box);
  }

  /// A tenth of the diagonal of a box that is bounded on all sides: farther would leave the start's
  /// surroundings. 1 if it is not.
  private static double firstReach(Bounds box) {
    double diagonal = Vectors.norm(Vectors.minus(box.high().toArray(), box.low().toArray()));
    return Double.isInfinite(diagonal) ? 1 : diagonal / 10;
  }

  Row row() {
    return row;
  }

  /// Where to evaluate next; new.
  double[] trial() {
    double[] point = way == null ? start.clone() : way.trial();
    box.clamp(point, 0);
    return point;
  }

  /// Tells what was found at the trial point.
  void see(Evaluated found) {
    row.evaluations++;
    row.offer(found);
    if (way != null) {
      judge(way, found);
    } else if (found.isFinite()) {
      arrive(found, Double.POSITIVE_INFINITY);
    } else {
      row.end(Ending.notFinite(0));
    }
    if (row.isLive() && row.evaluations >= rules.stop.evaluations()) {
      row.end(Ending.evaluations(rules.stop, leastNorm));
    }
  }

  private void judge(Way along, Evaluated found) {
    double alpha = along.alpha();
    Verdict verdict = along.see(found);
    switch (verdict) {
      case AGAIN -> {}
      case MET, MET_WITHIN_ROUNDING, LONGEST -> {
        double slope = along.slope(found);
        rules.seen.accept(new Step(along.line(), alpha, found.energy(), slope, verdict));
        take(along.from(), found, alpha);
      }
      case FAILED -> fail(along);
    }
  }

  private void take(Evaluated from, Evaluated found, double alpha) {
    double[] s = Vectors.minus(found.point(), from.point());
    double[] y = Vectors.minus(found.gradient(), from.gradient());
    direction.learn(s, y, alpha);
    reach = 2 * Vectors.norm(s);
    row.steps++;
    arrive(found, from.energy() - found.energy());
  }

  /// No step met the rule: take a lower one anyway, or forget and go straight down, or give up.
  private void fail(Way along) {
    Evaluated lower = along.lower();
    if (lower != null) {
      take(along.from(), lower, along.lowerAlpha());
    } else if (!along.isFresh()) {
      direction.forget();
      aim(along.from());
    } else {
      row.end(exhausted(along));
    }
  }

  /// Even straight down nothing is lower: if the gradient is right, then only because rounding
  /// hides it.
  private Ending exhausted(Way along) {
    if (!along.wasFinite()) {
      return Ending.notFinite(row.steps);
    }
    double norm = along.from().gradientNorm(box);
    return along.slopesAreTrue() ? Ending.rounding(norm) : Ending.noDescent(norm);
  }

  private void arrive(Evaluated at, double drop) {
    here = at;
    double norm = at.gradientNorm(box);
    if (rules.traceEvery > 0 && row.steps % rules.traceEvery == 0) {
      row.trace(row.steps, at.energy(), norm);
    }
    Ending ending = ending(at, norm, drop);
    if (ending == null) {
      aim(at);
    } else {
      row.end(ending);
    }
  }

  private @Nullable Ending ending(Evaluated at, double norm, double drop) {
    Stop stop = rules.stop;
    boolean small = Math.abs(drop) <= stop.change() * Math.max(1, Math.abs(at.energy()));
    quiet = small && stop.change() > 0 ? quiet + 1 : 0;
    hidden = drop <= at.rounding() && norm > .5 * leastNorm ? hidden + 1 : 0;
    leastNorm = Math.min(leastNorm, norm);
    if (norm <= stop.gradient()) {
      return Ending.gradient(norm, stop);
    }
    if (at.energy() < Row.BOTTOM) {
      return Ending.unbounded(at.energy());
    }
    if (quiet >= stop.patience()) {
      return Ending.change(stop);
    }
    if (hidden >= HIDDEN) {
      return Ending.rounding(norm);
    }
    return row.steps >= stop.steps() ? Ending.steps(stop, norm) : null;
  }

  private void aim(Evaluated from) {
    boolean fresh = direction.isFresh();
    double[] d = direction.from(from.point(), from.gradient());
    if (!(Vectors.dot(d, from.gradient()) < 0) && !fresh) {
      direction.forget();
      fresh = true;
      d = direction.from(from.point(), from.gradient());
    }
    if (Vectors.dot(d, from.gradient()) < 0) {
      way = new Way(from, d, box, rule, fresh ? reach : Double.POSITIVE_INFINITY);
    } else { // the way down is too short for the point's digits
      row.end(Ending.rounding(from.gradientNorm(box)));
    }
  }

  /// Reports the point the search stands at, unless a better one was passed.
  void settle() {
    if (here != null) {
      row.settle(here);
    }
  }
}
