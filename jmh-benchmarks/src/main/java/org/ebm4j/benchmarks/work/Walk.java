package org.ebm4j.benchmarks.work;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Computation.Carry;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.expr.Leaf;
import org.ebm4j.api.graph.Gradient;
import org.ebm4j.api.random.Purpose;
import org.ebm4j.api.random.RandomStream;
import org.ebm4j.benchmarks.row.Check;
import org.ebm4j.benchmarks.row.Data;
import org.ebm4j.benchmarks.row.Setup;

/// Unadjusted Langevin steps y ← y − h ∇E(y) + s ξ with ξ ~ N(0, I); s is √(2h) when walking and 0
/// when a check wants numbers without noise.
///
/// @param y the point
/// @param energy E(y)
/// @param h the step
record Walk(Expr y, Expr energy, double h) {
  private static final String STEP = "h";
  private static final String NOISE = "s";
  private static final int QUIET_STEPS = 10;
  private static final int EDGE = 32; // chains checked at either end

  Computation computation(String name) {
    Expr gradient = Expr.of(Gradient.of(energy.node(), List.of(y.node())).getFirst());
    Expr noise = Leaf.normal(Purpose.NOISE, 0, y.shape().dims());
    Expr next = y.minus(gradient.times(Leaf.setting(STEP))).plus(noise.times(Leaf.setting(NOISE)));
    return new Computation(name, List.of(new Carry(y.node(), next.node())), List.of());
  }

  Run start(String name, Setup setup, int chains) {
    Run run = setup.engine().compile(computation(name), Precision.F32).start(chains, 1);
    run.block(STEP).fill((float) h);
    return run;
  }

  /// Ten steps without noise from these points, then one with, each held against plain loops on the
  /// first and the last chains; then the run stands at its start, noise on.
  ///
  /// @param gradient of one point, in f64
  Quiet check(Run run, float[] starts, UnaryOperator<double[]> gradient) {
    run.block(NOISE).fill(0);
    run.block("y").set(starts);
    run.step(QUIET_STEPS);
    double[] ends = run.block("y").toArray();
    double[] wanted = some(Data.wide(starts));
    for (int step = 0; step < QUIET_STEPS; step++) {
      descend(wanted, gradient);
    }
    Check quiet = Check.equal("plain loops in f64", some(ends), wanted, 1e-4);
    float spread = (float) Math.sqrt(2 * h);
    run.block(NOISE).fill(spread);
    run.block("y").set(starts);
    run.stepsDone(0);
    run.step(1);
    wanted = some(Data.wide(starts));
    descend(wanted, gradient);
    disturb(wanted, spread, run.chains());
    Check noisy =
        Check.equal("plain loops and noise in f64", some(run.block("y").toArray()), wanted, 1e-4);
    run.block("y").set(starts);
    return new Quiet(quiet.and(noisy), ends);
  }

  /// @param ends where the steps without noise led
  record Quiet(Check check, double[] ends) {}

  /// The rows that are checked: the first and the last.
  private double[] some(double[] points) {
    int n = y.shape().size();
    if (points.length <= 2 * EDGE * n) {
      return points;
    }
    double[] some = Arrays.copyOf(points, 2 * EDGE * n);
    System.arraycopy(points, points.length - EDGE * n, some, EDGE * n, EDGE * n);
    return some;
  }

  private void descend(double[] points, UnaryOperator<double[]> gradient) {
    int n = y.shape().size();
    for (int at = 0; at < points.length; at += n) {
      double[] slope = gradient.apply(Arrays.copyOfRange(points, at, at + n));
      for (int i = 0; i < n; i++) {
        points[at + i] -= (float) h * slope[i];
      }
    }
  }

  private void disturb(double[] points, float spread, int chains) {
    int n = y.shape().size();
    float[] noise = new float[n];
    for (int row = 0; row < points.length / n; row++) {
      int chain = row < EDGE ? row : chains - points.length / n + row;
      RandomStream.of(1, Purpose.NOISE, chain, 0).normals(noise);
      for (int i = 0; i < n; i++) {
        points[row * n + i] += spread * noise[i];
      }
    }
  }
}
