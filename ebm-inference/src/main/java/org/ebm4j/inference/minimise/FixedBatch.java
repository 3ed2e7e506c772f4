package org.ebm4j.inference.minimise;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ebm4j.api.energy.FixedForm;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.api.engine.Run;
import org.ebm4j.inference.drive.Evaluated;
import org.ebm4j.inference.drive.Evaluator;
import org.ebm4j.inference.drive.Pace;

/// Rows whose steps, stop rules included, are one compiled formula. Rows that have ended stay in
/// their lanes and stand still.
final class FixedBatch implements Batch {
  private final Problem problem;
  private final Stop stop;
  private final Run run;
  private final List<Row> rows;
  private long done;

  FixedBatch(FixedForm form, Problem problem, double[] starts, Stop stop) {
    this.problem = problem;
    this.stop = stop;
    int count = starts.length / problem.size();
    this.rows = Stream.generate(Row::new).limit(count).toList();
    Guarded guarded = new Guarded(form, problem.bounds(), stop);
    this.run = problem.step(guarded).start(count, 0);
    problem.bind(run);
    guarded.begin(run);
    run.block("u").set(starts);
    run.block(Guarded.BEST).set(starts); // until a better point is found
  }

  @Override
  public List<Row> rows() {
    return rows;
  }

  @Override
  public int advance(int rounds) {
    long most = Math.min(stop.steps(), stop.evaluations()) - done;
    run.block(Guarded.MOVED).fill(0);
    int steps = Pace.step(run, (int) Math.min(rounds, most));
    done += steps;
    double[] states = run.block(Guarded.STATE).toArray();
    double[] moved = run.block(Guarded.MOVED).toArray();
    double[] slopes = run.block(Guarded.SLOPE).toArray();
    double[] lowest = run.block(Guarded.BEST_ENERGY).toArray();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      if (row.isLive()) {
        row.steps += (long) moved[i];
        row.evaluations = row.steps;
        int state = (int) states[i];
        if (state != Guarded.RUNNING) {
          row.evaluations++; // the one that met the rule, after which it did not move
          row.end(ending(state, row.steps, Math.sqrt(slopes[i]), lowest[i]));
        } else if (steps == most) {
          row.end(limit(Math.sqrt(slopes[i])));
        }
      }
    }
    return steps;
  }

  private Ending ending(int state, long steps, double norm, double lowest) {
    if (state == Guarded.GRADIENT_MET) {
      return Ending.gradient(norm, stop);
    }
    if (state == Guarded.CHANGE_MET) {
      return Ending.change(stop);
    }
    return lowest < Row.BOTTOM ? Ending.unbounded(lowest) : Ending.notFinite(steps);
  }

  private Ending limit(double norm) {
    return stop.steps() <= stop.evaluations()
        ? Ending.steps(stop, norm)
        : Ending.evaluations(stop, norm);
  }

  @Override
  public void look(boolean traced) {
    double[] lowest = run.block(Guarded.BEST_ENERGY).toArray();
    double[] energies = run.block("energy").toArray();
    double[] slopes = run.block(Guarded.SLOPE).toArray();
    for (int i = 0; i < rows.size(); i++) {
      rows.get(i).lowest(lowest[i]);
      if (traced && rows.get(i).steps >= done - 1) { // it was still moving then
        rows.get(i).trace(done - 1, energies[i], Math.sqrt(slopes[i]));
      }
    }
  }

  @Override
  public void settle() {
    double[] last = run.block("u").toArray();
    double[] best = run.block(Guarded.BEST).toArray();
    try (Evaluator evaluator = new Evaluator(problem, rows.size())) {
      List<Evaluated> lasts = evaluate(evaluator, last);
      int[] others = IntStream.range(0, rows.size()).filter(i -> differ(last, best, i)).toArray();
      if (others.length > 0) {
        evaluator.keep(others);
        List<Evaluated> bests = evaluate(evaluator, best);
        for (int place = 0; place < others.length; place++) {
          rows.get(others[place]).offer(bests.get(place));
        }
      }
      for (int i = 0; i < rows.size(); i++) {
        rows.get(i).settle(lasts.get(i));
      }
    }
  }

  private boolean differ(double[] a, double[] b, int row) {
    int n = problem.size();
    return !Arrays.equals(a, row * n, (row + 1) * n, b, row * n, (row + 1) * n);
  }

  /// Evaluates at the points of the rows that have places.
  private List<Evaluated> evaluate(Evaluator evaluator, double[] points) {
    int n = problem.size();
    int[] rowAt = evaluator.rowAt();
    for (int place = 0; place < rowAt.length; place++) {
      evaluator.put(place, Arrays.copyOfRange(points, rowAt[place] * n, (rowAt[place] + 1) * n));
      rows.get(rowAt[place]).evaluations++;
    }
    evaluator.evaluate();
    return IntStream.range(0, rowAt.length).mapToObj(evaluator::at).toList();
  }

  @Override
  public void close() {
    run.close();
  }
}
