package org.ebm4j.inference.minima;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.ebm4j.api.energy.Method;
import org.ebm4j.api.energy.Minima;
import org.ebm4j.api.energy.Outcome;
import org.ebm4j.api.energy.Outcome.StoppedEarly.Limit;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.inference.minimise.Lbfgs;
import org.ebm4j.inference.minimise.Stop;
import org.ebm4j.inference.search.Vectors;

/// Minima by many starts: search from random points, polish, keep one of each that are the same, and only
/// true minima.
///
///     energy.given(x).minima(MultiStart.of(64, seed))
///
/// Starts follow the laws of the problem's spaces, all are searched at once, and what they find is polished in f64. Two
/// ends are one minimum if they lie within {@code distance}·(1 + |u|) and their energies within
/// {@code tolerance}·(1 + |E|). An end is a minimum if its search converged and no curvature there is negative: saddles,
/// at which a search can end when it starts on their ridge, are left out. A valley whose floor is flat
/// has as many minima as starts ended in it at a distance.
///
/// With p the share of starts that lead to a minimum, n starts miss it with probability (1 − p)ⁿ: the
/// counts of the basins tell how much is still to be found.
///
/// A search that is cancelled is neither polished nor checked: it hands over the points it stood at, each with
/// an outcome that says so.
///
/// @param starts how many, ≥ 1
/// @param seed of the starts; more starts with one seed only add
/// @param method from every start
/// @param distance > 0, relative
/// @param tolerance > 0, relative
public record MultiStart(int starts, long seed, Method method, double distance, double tolerance)
    implements Minima {
  private static final double SADDLE =
      1e-6; // curvature against the largest, below which it is rounding

  public MultiStart {
    if (starts < 1) {
      throw new IllegalArgumentException(
          "MultiStart: there should be at least 1 start, found " + starts);
    }
    if (!(distance > 0) || !(tolerance > 0)) {
      throw new IllegalArgumentException(
          "MultiStart: distance and tolerance should be positive, found "
              + distance
              + " and "
              + tolerance
              + "; 1e-3 and 1e-6 are usual");
    }
  }

  /// L-BFGS from so many starts; the same within 10⁻³, energies within 10⁻⁶.
  public static MultiStart of(int starts, long seed) {
    return new MultiStart(starts, seed, Lbfgs.standard(), 1e-3, 1e-6);
  }

  /// With another method from every start.
  public MultiStart by(Method other) {
    return new MultiStart(starts, seed, other, distance, tolerance);
  }

  @Override
  public List<Outcome> minima(Problem problem) {
    requireOneObservation(problem);
    List<Outcome> outcomes = searched(problem);
    return outcomes.stream().anyMatch(MultiStart::cancelled)
        ? grouped(sorted(outcomes)).stream().map(List::getFirst).toList()
        : basins(problem, outcomes).stream().map(this::told).toList();
  }

  private List<Outcome> searched(Problem problem) {
    return method.solve(problem, problem.starts(starts, seed, 0));
  }

  private static boolean cancelled(Outcome outcome) {
    return outcome instanceof Outcome.StoppedEarly early && early.limit() == Limit.CANCELLED;
  }

  private static List<Outcome> sorted(List<Outcome> outcomes) {
    return outcomes.stream()
        .filter(o -> Double.isFinite(o.best().energy()))
        .sorted(Comparator.comparingDouble(o -> o.best().energy()))
        .toList();
  }

  private Outcome told(Basin basin) {
    Outcome o = basin.outcome();
    String reason =
        String.format(
            Locale.ROOT,
            "a minimum: %d of %d starts lead here, the least curvature is %.3g; %s",
            basin.starts(),
            starts,
            basin.curvature(),
            o.reason());
    return new Outcome.Converged(o.best(), o.counts(), o.trace(), reason);
  }

  /// The minima with the number of starts that lead to each, lowest first.
  ///
  /// @throws IllegalArgumentException if the problem asks about several observations
  public List<Basin> basins(Problem problem) {
    requireOneObservation(problem);
    return basins(problem, searched(problem));
  }

  private static void requireOneObservation(Problem problem) {
    if (problem.observations() > 1) {
      throw new IllegalArgumentException(
          "MultiStart: the minima of one observation are asked for, found "
              + problem.observations()
              + " observations; ask for each by given(x).minima");
    }
  }

  private List<Basin> basins(Problem problem, List<Outcome> outcomes) {
    Problem exact = problem.in(Precision.F64);
    List<double[]> ends = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      if (Double.isFinite(outcome.best().energy())) { // polishing tells what the others are worth
        ends.add(outcome.best().point().toArray());
      }
    }
    return minimaAmong(exact, grouped(polished(exact, ends)));
  }

  private static List<Outcome> polished(Problem exact, List<double[]> ends) {
    if (ends.isEmpty()) {
      return List.of();
    }
    int n = exact.size();
    double[] starts = new double[ends.size() * n];
    for (int i = 0; i < ends.size(); i++) {
      System.arraycopy(ends.get(i), 0, starts, i * n, n);
    }
    Method polish = Lbfgs.standard().until(Stop.standard().gradient(1e-9));
    return sorted(polish.solve(exact, starts).stream().filter(Outcome::converged).toList());
  }

  /// One group for each point, the lowest first in its group.
  private List<List<Outcome>> grouped(List<Outcome> sorted) {
    List<List<Outcome>> groups = new ArrayList<>();
    for (Outcome outcome : sorted) {
      groups.stream()
          .filter(group -> same(group.getFirst().best(), outcome.best()))
          .findFirst()
          .ifPresentOrElse(
              group -> group.add(outcome), () -> groups.add(new ArrayList<>(List.of(outcome))));
    }
    return groups;
  }

  private boolean same(Outcome.Best a, Outcome.Best b) {
    double[] u = a.point().toArray();
    double apart = Vectors.norm(Vectors.minus(u, b.point().toArray()));
    return apart <= distance * (1 + Vectors.norm(u))
        && Math.abs(a.energy() - b.energy()) <= tolerance * (1 + Math.abs(a.energy()));
  }

  private static List<Basin> minimaAmong(Problem exact, List<List<Outcome>> groups) {
    List<double[]> points =
        groups.stream().map(group -> group.getFirst().best().point().toArray()).toList();
    List<LeastCurvature.Range> ranges = LeastCurvature.at(exact, points);
    List<Basin> basins = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      if (ranges.get(i).isPositive(SADDLE)) {
        List<Outcome> group = groups.get(i);
        basins.add(new Basin(group.getFirst(), group.size(), ranges.get(i).least()));
      }
    }
    return List.copyOf(basins);
  }
}
