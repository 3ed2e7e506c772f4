package org.ebm4j.benchmarks.claim;

import static org.ebm4j.api.expr.Maths.sq;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.energy.Method;
import org.ebm4j.api.energy.Outcome;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.space.Space;
import org.ebm4j.inference.minimise.Lbfgs;
import org.ebm4j.inference.minimise.Stop;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Claim: many searches at once reach a tolerance in the gradients their method needs, and in
/// little more time than those gradients take. Chained Rosenbrock of dimension 10 in f64, to |∇E| ≤
/// 10⁻⁶.
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
public class SolverBenchmark extends Claim {
  private static final int DIMENSION = 10;
  private static final double TOLERANCE = 1e-6;

  /// Searches at once.
  @Param({"1", "33", "1024"})
  public int starts;

  /// The method.
  @Param({"lbfgs-10", "lbfgs-3"})
  public String method = "lbfgs-10";

  private Problem problem = problem();
  private Method solver = Lbfgs.standard();
  private double[] points = {};

  /// What a search cost, each iteration giving its part of the mean.
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Costs {
    /// Gradients a search, over all iterations of all forks.
    public double gradients;

    /// Searches, over all iterations of all forks.
    public double searches;
  }

  private static Problem problem() {
    return Energy.over(Space.real(DIMENSION))
        .plus(
            "chain",
            100,
            y -> sq(y.slice(0, 1, DIMENSION).minus(y.slice(0, 0, DIMENSION - 1).squared())))
        .plus("ones", y -> sq(y.slice(0, 0, DIMENSION - 1).minus(1)))
        .in(Precision.F64)
        .problem();
  }

  @Setup
  public void start() {
    problem = problem();
    points = problem.starts(starts, 1, 0);
    Stop stop = Stop.standard().gradient(TOLERANCE).steps(20_000);
    solver = Lbfgs.standard().memory(method.equals("lbfgs-3") ? 3 : 10).until(stop);
    requireSolved(solver.solve(problem, points));
  }

  private void requireSolved(List<Outcome> outcomes) {
    double[] norms = outcomes.stream().mapToDouble(o -> o.best().gradientNorm()).sorted().toArray();
    double norm = norms[(int) (.9 * (norms.length - 1))];
    if (!(norm <= 10 * TOLERANCE)) {
      throw new IllegalStateException(
          "gradients of " + Arrays.toString(norms) + " remain; an unsolved problem is not timed");
    }
  }

  @Benchmark
  public List<Outcome> solve(Costs costs) {
    List<Outcome> outcomes = solver.solve(problem, points);
    costs.gradients += outcomes.stream().mapToLong(o -> o.counts().gradients()).sum();
    costs.searches += outcomes.size();
    return outcomes;
  }
}
