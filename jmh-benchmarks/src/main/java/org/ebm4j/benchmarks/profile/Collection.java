package org.ebm4j.benchmarks.profile;

import static org.ebm4j.api.expr.Maths.sq;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.energy.Given;
import org.ebm4j.api.energy.Method;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.space.Space;
import org.ebm4j.inference.minimise.Adam;
import org.ebm4j.inference.minimise.GradientDescent;
import org.ebm4j.inference.minimise.Lbfgs;
import org.ebm4j.inference.minimise.Minimise;
import org.ebm4j.inference.minimise.Momentum;
import org.ebm4j.inference.minimise.Nesterov;
import org.ebm4j.inference.minimise.SteepestDescent;
import org.ebm4j.inference.minimise.Stop;

/// The problems and solvers that are there without anybody adding theirs.
final class Collection {
  private static final double STEP = 1e-3; // for all that cannot find theirs

  private Collection() {}

  /// Smooth functions of 2 to 50 numbers, f64; [Moré, Garbow & Hillstrom 1981] has most of them.
  static Map<String, Given<?, ?>> problems() {
    Map<String, Given<?, ?>> all = new LinkedHashMap<>();
    all.put("rosenbrock-2", rosenbrock(2));
    all.put("rosenbrock-10", rosenbrock(10));
    all.put("himmelblau", himmelblau());
    all.put("beale", beale());
    all.put("quadratic-50, condition 1e4", quadratic(50, 1e4));
    all.put("quartic-10", quartic(10));
    all.put("powell-4", powell());
    all.put("log-sum-exp-5", logSumExp(5));
    return all;
  }

  /// Each with this stop rule.
  static Map<String, Method> solvers(Stop stop) {
    Map<String, Minimise> all = new LinkedHashMap<>();
    all.put("L-BFGS, memory 10", Lbfgs.standard().loop());
    all.put("L-BFGS, memory 3", Lbfgs.standard().memory(3).loop());
    all.put("steepest descent", SteepestDescent.standard().loop());
    all.put("gradient descent, 1e-3", GradientDescent.of(STEP).loop());
    all.put("momentum, 1e-3", Momentum.of(STEP).loop());
    all.put("Nesterov, 1e-3", Nesterov.of(STEP).loop());
    all.put("Adam, 1e-3", Adam.of(STEP).loop());
    Map<String, Method> stopped = new LinkedHashMap<>();
    all.forEach((name, loop) -> stopped.put(name, loop.until(stop)));
    return stopped;
  }

  private static Given<?, ?> rosenbrock(int n) {
    return Energy.over(Space.real(n))
        .plus("chain", 100, y -> sq(y.slice(0, 1, n).minus(y.slice(0, 0, n - 1).squared())))
        .plus("ones", y -> sq(y.slice(0, 0, n - 1).minus(1)));
  }

  private static Given<?, ?> himmelblau() {
    return Energy.over(Space.real(2))
        .plus("first", y -> sq(y.at(0).squared().plus(y.at(1)).minus(11)))
        .plus("second", y -> sq(y.at(0).plus(y.at(1).squared()).minus(7)));
  }

  private static Given<?, ?> beale() {
    return Energy.over(Space.real(2))
        .plus("one", y -> sq(beale(y, y.at(1), 1.5)))
        .plus("two", y -> sq(beale(y, y.at(1).squared(), 2.25)))
        .plus("three", y -> sq(beale(y, y.at(1).squared().times(y.at(1)), 2.625)));
  }

  private static Expr beale(Expr y, Expr power, double constant) {
    return y.at(0).times(power.minus(1)).plus(constant);
  }

  private static Given<?, ?> quadratic(int n, double condition) {
    double[] curvatures = new double[n];
    for (int i = 0; i < n; i++) {
      curvatures[i] = Math.pow(condition, (double) i / (n - 1));
    }
    return Energy.over(Space.real(n))
        .plus("bowl", .5, y -> Expr.vector(curvatures).times(y.squared()).sum());
  }

  private static Given<?, ?> quartic(int n) {
    return Energy.over(Space.real(n))
        .plus("flat", y -> sq(y.squared()))
        .plus("tied", y -> sq(y.sum().minus(1)));
  }

  private static Given<?, ?> powell() {
    return Energy.over(Space.real(4))
        .plus("a", y -> sq(y.at(0).plus(y.at(1).times(10))))
        .plus("b", 5, y -> sq(y.at(2).minus(y.at(3))))
        .plus("c", y -> sq(sq(y.at(1).minus(y.at(2).times(2)))))
        .plus("d", 10, y -> sq(sq(y.at(0).minus(y.at(3)))));
  }

  private static Given<?, ?> logSumExp(int n) {
    return Energy.over(Space.real(n))
        .plus("soft", y -> y.times(3).logSumExp())
        .plus("held", .05, y -> sq(y.plus(1)));
  }
}
