package org.ebm4j.benchmarks.work;

import static org.ebm4j.api.expr.Maths.sq;

import java.util.List;
import java.util.OptionalDouble;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.energy.Method;
import org.ebm4j.api.energy.Outcome;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.space.Space;
import org.ebm4j.benchmarks.row.Array;
import org.ebm4j.benchmarks.row.Check;
import org.ebm4j.benchmarks.row.Data;
import org.ebm4j.benchmarks.row.Job;
import org.ebm4j.benchmarks.row.Measure;
import org.ebm4j.benchmarks.row.Row;
import org.ebm4j.benchmarks.row.Setup;
import org.ebm4j.inference.minimise.Lbfgs;
import org.ebm4j.inference.minimise.Stop;

/// 1024 minimisations at once of the chained Rosenbrock function of dimension 10, f64, from
/// standard normal starts until no element of the gradient exceeds 10⁻⁶; at most 500 steps.
record RosenbrockRow() implements Row {
  private static final int STARTS = 1024;
  private static final int DIMENSION = 10;
  private static final double TOLERANCE = 1e-6;

  @Override
  public String name() {
    return "rosenbrock-batch";
  }

  @Override
  public String work() {
    return "1024 L-BFGS minimisations of Rosenbrock-10 at once, f64, to a gradient of 1e-6";
  }

  static Problem problem(Setup setup) {
    return Energy.over(Space.real(DIMENSION))
        .plus("chain", 100, x -> sq(rest(x).minus(first(x).squared())))
        .plus("ones", x -> sq(first(x).minus(1)))
        .in(Precision.F64)
        .on(setup.engine())
        .problem();
  }

  private static Expr first(Expr x) {
    return x.slice(0, 0, DIMENSION - 1);
  }

  private static Expr rest(Expr x) {
    return x.slice(0, 1, DIMENSION);
  }

  private static float[] starts() {
    return Data.normals(40, STARTS * DIMENSION, 1);
  }

  @Override
  public List<Array> arrays() {
    return List.of(new Array("starts", starts(), STARTS, DIMENSION));
  }

  @Override
  public String bound() {
    return "not known";
  }

  @Override
  public Job prepare(Setup setup) {
    Problem problem = problem(setup);
    Method method = Lbfgs.standard().until(Stop.standard().gradient(TOLERANCE).steps(500));
    double[] starts = Data.wide(starts());
    Check check = check(method.solve(problem, starts));
    return new Solves(problem, method, starts, check);
  }

  /// The largest slope of all ends, by plain loops. A start in a hundred may fail, as rounding
  /// stops some searches just before.
  private static Check check(List<Outcome> outcomes) {
    double[] worst =
        outcomes.stream().mapToDouble(o -> slope(o.best().point().toArray())).sorted().toArray();
    double almostAll = worst[(int) (.99 * worst.length)];
    return new Check("the gradient in plain loops, 99 % of the starts", almostAll, TOLERANCE)
        .orThrow();
  }

  static double slope(double[] x) {
    double largest = 0;
    double before = 0;
    for (int i = 0; i < x.length; i++) {
      double slope = before;
      if (i + 1 < x.length) {
        double bend = x[i + 1] - x[i] * x[i];
        slope += -400 * x[i] * bend - 2 * (1 - x[i]);
        before = 200 * bend;
      }
      largest = Math.max(largest, Math.abs(slope));
    }
    return largest;
  }

  private record Solves(Problem problem, Method method, double[] starts, Check checked)
      implements Job {
    @Override
    public void run(int steps) {
      for (int step = 0; step < steps; step++) {
        method.solve(problem, starts);
      }
    }

    @Override
    public OptionalDouble flops() {
      return OptionalDouble.empty();
    }

    @Override
    public Measure measure() {
      return Measure.microsecondsEach("problem", STARTS);
    }

    @Override
    public void close() {}
  }
}
