package org.ebm4j.inference.minimise;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.api.energy.Slot;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Program;
import org.ebm4j.api.engine.Run;
import org.ebm4j.inference.drive.Evaluator;
import org.ebm4j.inference.drive.Pace;
import org.ebm4j.inference.lanes.LbfgsLanes;
import org.ebm4j.inference.lanes.State;
import org.ebm4j.kernels.loop.LoopProgram;

/// Rows of L-BFGS whose steps are one compiled formula, each in a lane of its own. Rows that have
/// ended stand still; once fewer than half of the places are used the live rows are regrouped.
final class LaneBatch implements Batch {
  /// Places below which nothing is gained: a run of fewer would take another path, with other bits.
  private static final int FEWEST = LoopProgram.FEW + 1;

  private static final int STRIDE = 16; // steps between two looks at the states

  private final Problem problem;
  private final DescentSearch.Rules rules;
  private final LbfgsLanes form;
  private final Map<String, Double> settings;
  private final LaneFollower follower;
  private final Program program;
  private final int n;
  private final List<Row> rows;
  private final double[] points; // (rows, n), where the rows that have ended stand
  private int[] rowAt; // (places)
  private Run run;
  private double[] states; // (places)
  private int live;

  /// Whether a problem's searches run in lanes; known from the problem and the number of starts.
  static boolean suits(Problem problem, double[] starts) {
    return !problem.bounds().isBounded() && starts.length / problem.size() >= FEWEST;
  }

  LaneBatch(Lbfgs method, Problem problem, double[] starts, DescentSearch.Rules rules) {
    this.problem = problem;
    this.rules = rules;
    this.form = new LbfgsLanes(method.memory());
    this.settings = settings(method, problem, rules.stop());
    this.program = problem.step(form);
    this.n = problem.size();
    this.live = starts.length / n;
    this.rows = Stream.generate(Row::new).limit(live).toList();
    this.follower = new LaneFollower(rules, method.rule(), rows);
    this.points = starts.clone();
    this.rowAt = IntStream.range(0, live).toArray();
    this.states = new double[live];
    this.run = started();
    form.slots().forEach(slot -> run.block(slot.name()).fill(slot.fill()));
    run.block("u").set(starts);
    run.block(LbfgsLanes.POINT).set(starts);
  }

  private static Map<String, Double> settings(Lbfgs method, Problem problem, Stop stop) {
    Map<String, Double> all = new TreeMap<>();
    all.put(LbfgsLanes.TOLERANCE, stop.gradient() * stop.gradient());
    all.put(LbfgsLanes.CHANGE, stop.change() > 0 ? stop.change() : -1);
    all.put(LbfgsLanes.PATIENCE, (double) stop.patience());
    all.put(LbfgsLanes.MOST_STEPS, (double) stop.steps());
    all.put(LbfgsLanes.MOST_EVALUATIONS, (double) stop.evaluations());
    all.put(LbfgsLanes.DECREASE, method.rule().decrease());
    all.put(LbfgsLanes.CURVATURE, method.rule().curvature());
    all.put(LbfgsLanes.ULP, problem.precision() == Precision.F32 ? 0x1p-23 : 0x1p-52);
    return all;
  }

  private Run started() {
    Run started = program.start(rowAt.length, 0);
    long observations = problem.observations();
    int[] owners =
        Arrays.stream(rowAt).map(row -> (int) (row * observations / rows.size())).toArray();
    problem.bind(started, owners);
    settings.forEach((name, value) -> started.block(name).fill(value));
    return started;
  }

  @Override
  public List<Row> rows() {
    return rows;
  }

  @Override
  public int live() {
    return live;
  }

  @Override
  public int advance(int rounds) {
    int done = 0;
    while (done < rounds && live > 0) {
      regroup();
      int wanted = rules.stepwise() ? 1 : Math.min(STRIDE, rounds - done);
      int performed = rules.stepwise() ? follower.step(run, rowAt) : Pace.step(run, wanted);
      done += performed;
      count();
      if (performed < wanted) {
        return done; // interrupted
      }
    }
    return rounds;
  }

  private void count() {
    run.block(LbfgsLanes.STATE).get(states);
    live = 0;
    for (int place = 0; place < rowAt.length; place++) {
      if (State.isRunning(states[place])) {
        live++;
      }
    }
    if (live == 0) {
      harvest();
    }
  }

  /// Tells the rows what the run knows of them, and ends those that have ended.
  private void harvest() {
    double[] steps = get(LbfgsLanes.STEPS);
    double[] evaluations = get(LbfgsLanes.EVALUATIONS);
    double[] energies = get(LbfgsLanes.ENERGY);
    double[] squares = get(LbfgsLanes.SQUARE);
    double[] least = get(LbfgsLanes.LEAST);
    double[] places = get(LbfgsLanes.POINT);
    for (int place = 0; place < rowAt.length; place++) {
      Row row = rows.get(rowAt[place]);
      if (row.isLive()) {
        System.arraycopy(places, place * n, points, rowAt[place] * n, n);
        row.steps = (long) steps[place];
        row.evaluations = (long) evaluations[place];
        row.lowest(row.evaluations == 0 ? Double.POSITIVE_INFINITY : energies[place]);
        State state = State.of(states[place]);
        if (state != State.RUNNING) {
          double square = state == State.EVALUATIONS ? least[place] : squares[place];
          row.end(ending(state, row, Math.sqrt(square), energies[place]));
        }
      }
    }
  }

  private double[] get(String slot) {
    return run.block(slot).toArray();
  }

  private Ending ending(State state, Row row, double norm, double energy) {
    return switch (state) {
      case RUNNING -> throw new IllegalStateException("a row that runs has not ended");
      case GRADIENT -> Ending.gradient(norm, rules.stop());
      case CHANGE -> Ending.change(rules.stop());
      case ROUNDING -> Ending.rounding(norm);
      case STEPS -> Ending.steps(rules.stop(), norm);
      case EVALUATIONS -> Ending.evaluations(rules.stop(), norm);
      case NOT_FINITE -> Ending.notFinite(row.steps);
      case UNBOUNDED -> Ending.unbounded(energy);
      case NO_DESCENT -> Ending.noDescent(norm);
    };
  }

  /// Gives places to the live rows only, and to as many that have ended as a run needs.
  private void regroup() {
    if (2 * live > rowAt.length || rowAt.length == FEWEST) {
      return;
    }
    harvest();
    int[] kept = kept();
    Run before = run;
    rowAt = Arrays.stream(kept).map(place -> rowAt[place]).toArray();
    run = started();
    for (Slot slot : form.slots()) {
      move(before, slot.name(), kept);
    }
    move(before, "u", kept);
    before.close();
    states = new double[rowAt.length];
  }

  private int[] kept() {
    int[] kept = new int[Math.max(live, FEWEST)];
    int ended = kept.length - live; // how many of them find room
    int count = 0;
    for (int place = 0; place < rowAt.length; place++) {
      if (State.isRunning(states[place]) || ended-- > 0) {
        kept[count++] = place;
      }
    }
    return kept;
  }

  private void move(Run before, String name, int[] kept) {
    double[] from = before.block(name).toArray();
    int size = from.length / before.chains();
    double[] to = new double[kept.length * size];
    for (int place = 0; place < kept.length; place++) {
      System.arraycopy(from, kept[place] * size, to, place * size, size);
    }
    run.block(name).set(to);
  }

  @Override
  public void look(boolean traced) {
    harvest(); // traces are kept step by step
  }

  @Override
  public void end(Ending how) {
    harvest();
    Batch.super.end(how);
    live = 0;
  }

  @Override
  public void settle() {
    try (Evaluator evaluator = new Evaluator(problem, rows.size())) {
      for (int row = 0; row < rows.size(); row++) {
        evaluator.put(row, Arrays.copyOfRange(points, row * n, (row + 1) * n));
      }
      evaluator.evaluate();
      for (int row = 0; row < rows.size(); row++) {
        rows.get(row).evaluations++;
        rows.get(row).settle(evaluator.at(row));
      }
    }
  }

  @Override
  public void close() {
    run.close();
  }
}
