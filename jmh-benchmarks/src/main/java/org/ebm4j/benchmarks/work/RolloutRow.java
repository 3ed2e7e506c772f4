package org.ebm4j.benchmarks.work;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.expr.Leaf;
import org.ebm4j.api.graph.Init;
import org.ebm4j.benchmarks.row.Array;
import org.ebm4j.benchmarks.row.Check;
import org.ebm4j.benchmarks.row.Data;
import org.ebm4j.benchmarks.row.Job;
import org.ebm4j.benchmarks.row.Row;
import org.ebm4j.benchmarks.row.Setup;
import org.ebm4j.benchmarks.row.Steps;

/// Planning as inference: Langevin on the actions of a learned world model, whose states unroll in
/// one program and whose gradient runs back through all of them.
///
///     E(a) = ‖s_T − goal‖² + ‖a‖²/100,  s_{t+1} = s_t + V softplus(W s_t + U a_t + b)
///
/// @param steps T that a plan has
record RolloutRow(int steps) implements Row {
  private static final double STEP = 1e-3;
  private static final int PLANS = 256;

  @Override
  public String name() {
    return "rollout-" + steps;
  }

  @Override
  public String work() {
    return "Langevin step on %d plans of %d actions in 4 dimensions through a world model of 8 states, 64 hidden (softplus), f32, noise counted"
        .formatted(PLANS, steps);
  }

  @Override
  public String bound() {
    return "the multiply-add peak; activations and noise are not counted as work";
  }

  static Walk walk(int steps) {
    Expr plan = Leaf.input("y", steps * PlainRollout.ACTION);
    Expr w = parameter("w", PlainRollout.HIDDEN, PlainRollout.STATE);
    Expr u = parameter("u", PlainRollout.HIDDEN, PlainRollout.ACTION);
    Expr v = parameter("v", PlainRollout.STATE, PlainRollout.HIDDEN);
    Expr b = parameter("b", PlainRollout.HIDDEN);
    Expr state = parameter("start", PlainRollout.STATE);
    for (int t = 0; t < steps; t++) {
      Expr action = plan.slice(0, t * PlainRollout.ACTION, (t + 1) * PlainRollout.ACTION);
      Expr hidden = w.matmul(state).plus(u.matmul(action)).plus(b).softplus();
      state = state.plus(v.matmul(hidden));
    }
    Expr apart = state.minus(parameter("goal", PlainRollout.STATE)).squared().sum();
    return new Walk(plan, apart.plus(plan.squared().sum().times(.01)), STEP);
  }

  private static Expr parameter(String name, int... dims) {
    return Leaf.parameter(name, new Init.FanIn(1), dims);
  }

  @Override
  public Job prepare(Setup setup) {
    PlainRollout plain = new PlainRollout(steps);
    Walk walk = walk(steps);
    Run run = walk.start(name(), setup, PLANS);
    plain.arrays().forEach(array -> run.block(array.name()).set(array.values()));
    Walk.Quiet quiet = walk.check(run, starts(), plain::gradient);
    double[] ends = quiet.ends();
    int size = steps * PlainRollout.ACTION;
    double energy = 0;
    for (int at = 0; at < ends.length; at += size) {
      energy += plain.energy(Arrays.copyOfRange(ends, at, at + size));
    }
    Check check = quiet.check();
    return Steps.of(run, check, PLANS * plain.flops()).answering(energy / PLANS);
  }

  @Override
  public List<Array> arrays() {
    List<Array> arrays = new ArrayList<>(new PlainRollout(steps).arrays());
    arrays.add(new Array("y", starts(), PLANS, steps * PlainRollout.ACTION));
    return arrays;
  }

  private float[] starts() {
    return Data.normals(50, PLANS * steps * PlainRollout.ACTION, .5);
  }
}
