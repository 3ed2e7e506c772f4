package org.ebm4j.inference.minimise;

import java.util.Arrays;
import org.ebm4j.api.space.Bounds;
import org.ebm4j.inference.drive.Evaluated;
import org.ebm4j.inference.search.Line;
import org.ebm4j.inference.search.LineRule;
import org.ebm4j.inference.search.LineSearch;
import org.ebm4j.inference.search.LineSearch.Verdict;
import org.ebm4j.inference.search.Vectors;
import org.jspecify.annotations.Nullable;

/// The line a search is on, and what its trials found.
final class Way {
  /// A step that changes the point by fewer last digits than this says nothing about slopes.
  private static final double DIGITS = 64;

  private final Evaluated from;
  private final double[] d;
  private final Line line;
  private final LineSearch search;
  private final boolean fresh;
  private @Nullable Evaluated lowest; // of the trials
  private double lowestAlpha;
  private double mismatch = Double.POSITIVE_INFINITY; // least share by which energies belie slopes
  private boolean finite; // whether any trial was

  /// @param d a direction in which the energy falls
  /// @param reach how far the first trial may go, in units of u, if d comes from the gradient here
  ///   alone, whose length says nothing; else infinite
  Way(Evaluated from, double[] d, Bounds box, LineRule rule, double reach) {
    this.from = from;
    this.d = d;
    this.fresh = reach < Double.POSITIVE_INFINITY;
    double longest = longest(from.point(), d, box);
    double first = Math.min(1, reach / Vectors.norm(d));
    double slope = Vectors.dot(d, from.gradient());
    this.line = new Line(from.energy(), slope, first, longest, from.slack());
    this.search = rule.along(line);
  }

  /// The largest α with u + αd in the box; at least 1, as the direction promises.
  private static double longest(double[] u, double[] d, Bounds box) {
    double longest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < d.length; i++) {
      if (d[i] != 0) {
        double bound = d[i] < 0 ? box.low().get(i) : box.high().get(i);
        longest = Math.min(longest, (bound - u[i]) / d[i]);
      }
    }
    return Math.max(1, longest);
  }

  Evaluated from() {
    return from;
  }

  Line line() {
    return line;
  }

  boolean isFresh() {
    return fresh;
  }

  double alpha() {
    return search.trial();
  }

  /// The point of the trial step; new.
  double[] trial() {
    return Vectors.along(from.point(), search.trial(), d);
  }

  /// The lowest trial, if its energy is lower than the first by more than rounding.
  @Nullable Evaluated lower() {
    return lowest != null && lowest.energy() < from.energy() - from.rounding() ? lowest : null;
  }

  double lowerAlpha() {
    return lowestAlpha;
  }

  boolean wasFinite() {
    return finite;
  }

  double slope(Evaluated found) {
    return Vectors.dot(found.gradient(), d);
  }

  Verdict see(Evaluated found) {
    if (!found.isFinite()) {
      return search.see(Double.NaN, Double.NaN);
    }
    note(found, alpha());
    boolean still = Arrays.equals(found.point(), from.point()); // rounding has swallowed the step
    return still ? Verdict.FAILED : search.see(found.energy(), slope(found));
  }

  private void note(Evaluated found, double alpha) {
    finite = true;
    if (lowest == null || found.energy() < lowest.energy()) {
      lowest = found;
      lowestAlpha = alpha;
    }
    double[] s = Vectors.minus(found.point(), from.point());
    boolean seen = Vectors.norm(s) > DIGITS * from.ulp() * Vectors.norm(from.point());
    double rise = found.energy() - from.energy();
    if (seen && Math.abs(rise) > 8 * from.rounding()) {
      double begin = Vectors.dot(from.gradient(), s);
      double end = Vectors.dot(found.gradient(), s);
      double size = (Math.abs(begin) + Math.abs(end)) / 2;
      mismatch = Math.min(mismatch, Math.abs(rise - (begin + end) / 2) / size);
    }
  }

  /// Whether energies rise and fall as the slopes tell, by the trapezoidal rule, at the trial where
  /// they agree best; also where no trial differs by more than rounding in the energy or the last
  /// digits of the point. A right gradient agrees at some trial: near enough to be straight, far
  /// enough to be seen. A wrong one, or one that jumps, does at none.
  boolean slopesAreTrue() {
    return mismatch <= .1 || mismatch == Double.POSITIVE_INFINITY;
  }
}
