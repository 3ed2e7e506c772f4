package org.ebm4j.viz.figure;

import java.util.Arrays;
import java.util.List;

/// How several solvers compare over several problems.
///
///     ρₛ(τ) = #{p : cₛₚ ≤ τ · min over s of cₛₚ} / #problems,  τ ≥ 1
///
/// with cₛₚ the cost of solver s on problem p: gradients, or seconds. ρₛ(1) says how often s is the best,
/// ρₛ(∞) how often it succeeds at all. A problem that nobody solves counts against all. The curves of two
/// solvers can change when a third one is left out.
///
/// Source: [Dolan & Moré 2002, section 2].
public final class PerformanceProfile {
  private static final double ROOM = 1.15; // to the right of the last step

  private final List<String> solvers;
  private final double[][] ratios; // (solvers, problems); infinite where not solved

  private PerformanceProfile(List<String> solvers, double[][] ratios) {
    this.solvers = solvers;
    this.ratios = ratios;
  }

  /// @param solvers a name each
  /// @param costs (solvers, problems), positive; infinite or NaN where the solver failed
  public static PerformanceProfile of(List<String> solvers, double[][] costs) {
    if (solvers.isEmpty() || solvers.size() != costs.length) {
      throw new IllegalArgumentException(
          "profile: %d solvers have %d rows of costs; give one row for each, at least one"
              .formatted(solvers.size(), costs.length));
    }
    for (int s = 0; s < costs.length; s++) {
      requireCosts(solvers, costs, s);
    }
    double[][] ratios = new double[costs.length][costs[0].length];
    for (int s = 0; s < costs.length; s++) {
      for (int p = 0; p < costs[s].length; p++) {
        ratios[s][p] = ratio(costs, s, p);
      }
    }
    return new PerformanceProfile(List.copyOf(solvers), ratios);
  }

  private static void requireCosts(List<String> solvers, double[][] costs, int solver) {
    double[] row = costs[solver];
    if (row.length != costs[0].length || row.length == 0) {
      throw new IllegalArgumentException(
          "profile: solver '%s' has costs on %d problems, '%s' on %d; give as many for each, at least one"
              .formatted(solvers.get(solver), row.length, solvers.getFirst(), costs[0].length));
    }
    for (int p = 0; p < row.length; p++) {
      if (row[p] <= 0) {
        throw new IllegalArgumentException(
            "profile: solver '%s' has cost %s on problem %d; costs are positive, infinite where it failed"
                .formatted(solvers.get(solver), row[p], p));
      }
    }
  }

  private static double ratio(double[][] costs, int solver, int problem) {
    if (!Double.isFinite(costs[solver][problem])) {
      return Double.POSITIVE_INFINITY;
    }
    double best = Double.POSITIVE_INFINITY;
    for (double[] row : costs) {
      best = row[problem] < best ? row[problem] : best;
    }
    return costs[solver][problem] / best;
  }

  public List<String> solvers() {
    return solvers;
  }

  /// cₛₚ over the least cost of problem p; infinite where s failed.
  public double ratio(int solver, int problem) {
    return ratios[solver][problem];
  }

  /// ρₛ(τ).
  ///
  /// @param tau ≥ 1; infinite for the share of the problems it solves
  public double share(int solver, double tau) {
    double[] row = ratios[solver];
    return (double) Arrays.stream(row).filter(r -> Double.isFinite(r) && r <= tau).count()
        / row.length;
  }

  /// The curves as steps, τ on a logarithmic axis.
  public LineChart chart(String title) {
    double last = 1;
    for (double[] row : ratios) {
      last = Math.max(last, Arrays.stream(row).filter(Double::isFinite).max().orElse(1));
    }
    LineChart chart =
        LineChart.of(
            title,
            Axis.log("cost over the best solver's").range(1, ROOM * last),
            Axis.linear("share of the problems solved").range(0, 1.02));
    for (int s = 0; s < ratios.length; s++) {
      chart = chart.plus(steps(s, ROOM * last));
    }
    return chart;
  }

  private Series steps(int solver, double right) {
    double[] rises =
        Arrays.stream(ratios[solver]).filter(r -> Double.isFinite(r) && r > 1).sorted().toArray();
    double[] x = new double[2 * rises.length + 2];
    double[] y = new double[x.length];
    x[0] = 1;
    y[0] = share(solver, 1);
    for (int i = 0; i < rises.length; i++) {
      x[2 * i + 1] = rises[i];
      y[2 * i + 1] = y[2 * i];
      x[2 * i + 2] = rises[i];
      y[2 * i + 2] = share(solver, rises[i]);
    }
    x[x.length - 1] = right;
    y[y.length - 1] = y[y.length - 2];
    return Series.of(solvers.get(solver), x, y);
  }
}
