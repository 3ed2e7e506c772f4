package org.ebm4j.inference.minimise;

import java.util.List;
import org.ebm4j.api.engine.Run;
import org.ebm4j.inference.lanes.LbfgsLanes;
import org.ebm4j.inference.search.Line;
import org.ebm4j.inference.search.LineSearch.Verdict;
import org.ebm4j.inference.search.StrongWolfe;

/// Shows what every step of rows in lanes did, for traces and tests.
final class LaneFollower {
  private final DescentSearch.Rules rules;
  private final StrongWolfe rule;
  private final List<Row> rows;

  LaneFollower(DescentSearch.Rules rules, StrongWolfe rule, List<Row> rows) {
    this.rules = rules;
    this.rule = rule;
    this.rows = rows;
  }

  /// One step of a run, after which every row that has accepted a point is shown.
  ///
  /// @param rowAt the row that has each place
  /// @return 1
  int step(Run run, int[] rowAt) {
    Followed before = new Followed(run);
    run.step(1);
    Followed after = new Followed(run);
    for (int place = 0; place < rowAt.length; place++) {
      boolean moved = after.steps[place] > before.steps[place];
      boolean began = before.evaluations[place] == 0 && Double.isFinite(after.energies[place]);
      if (moved && before.phases[place] == LbfgsLanes.LINE) {
        show(before, after, place);
      }
      if ((moved || began) && isTraced(after.steps[place])) {
        rows.get(rowAt[place])
            .trace(
                (long) after.steps[place], after.energies[place], Math.sqrt(after.squares[place]));
      }
    }
    return 1;
  }

  private boolean isTraced(double step) {
    return rules.traceEvery() > 0 && step % rules.traceEvery() == 0;
  }

  private void show(Followed before, Followed after, int place) {
    double energy = before.energies[place];
    double alpha = before.alphas[place];
    double slope = before.slopes[place];
    double slack = Math.max(before.roundings[place], LbfgsLanes.SLACK * Math.abs(energy));
    Line line = new Line(energy, slope, alpha, Double.POSITIVE_INFINITY, slack);
    double allowed = energy + rule.decrease() * alpha * slope;
    double found = after.energies[place];
    Verdict verdict = found <= allowed ? Verdict.MET : Verdict.MET_WITHIN_ROUNDING;
    rules.seen().accept(new DescentSearch.Step(line, alpha, found, after.ends[place], verdict));
  }

  /// What those who follow a step see of the run.
  private static final class Followed {
    final double[] steps;
    final double[] evaluations;
    final double[] phases;
    final double[] alphas;
    final double[] slopes;
    final double[] ends;
    final double[] energies;
    final double[] squares;
    final double[] roundings;

    Followed(Run run) {
      steps = run.block(LbfgsLanes.STEPS).toArray();
      evaluations = run.block(LbfgsLanes.EVALUATIONS).toArray();
      phases = run.block(LbfgsLanes.PHASE).toArray();
      alphas = run.block(LbfgsLanes.STEP).toArray();
      slopes = run.block(LbfgsLanes.SLOPE).toArray();
      ends = run.block(LbfgsLanes.TRIAL_SLOPE).toArray();
      energies = run.block(LbfgsLanes.ENERGY).toArray();
      squares = run.block(LbfgsLanes.SQUARE).toArray();
      roundings = run.block(LbfgsLanes.ROUNDING).toArray();
    }
  }
}
