package org.ebm4j.benchmarks.own;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.ebm4j.api.energy.Given;
import org.ebm4j.api.energy.Method;
import org.ebm4j.api.energy.Outcome;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Run;
import org.ebm4j.benchmarks.row.Check;
import org.ebm4j.benchmarks.row.Job;
import org.ebm4j.benchmarks.row.Measure;
import org.ebm4j.benchmarks.row.Row;
import org.ebm4j.benchmarks.row.Setup;

/// A user's energy from random starts of its space: minimised by the user's solver, or, without
/// one, its value and gradient.
///
/// @param energy a class that is a `Supplier<Given<Y, Z>>`
/// @param solver a class that is a `Method` or supplies one; empty for value and gradient
/// @param starts ≥ 1
public record OwnRow(String energy, String solver, int starts) implements Row {
  private static final long SEED = 1;

  @Override
  public String name() {
    return solver.isEmpty() ? energy : energy + " by " + solver;
  }

  @Override
  public String work() {
    return solver.isEmpty()
        ? "value and gradient of %s at %d points".formatted(energy, starts)
        : "%s minimised by %s from %d starts".formatted(energy, solver, starts);
  }

  @Override
  public Job prepare(Setup setup) {
    Given<?, ?> declared = OwnClass.energy(energy);
    Problem problem = declared.problem().on(setup.engine());
    double[] points = problem.starts(starts, SEED, 0);
    Check check = check(problem, points);
    return solver.isEmpty()
        ? gradients(problem, points, check)
        : Minimisations.of(problem, OwnClass.solver(solver), points, check);
  }

  /// Energies at the starts, held against the interpreter of the graph in f64.
  private static Check check(Problem problem, double[] points) {
    double[] wanted = problem.on(Engine.named("reference")).in(Precision.F64).energies(points);
    double tolerance = problem.precision() == Precision.F64 ? 1e-9 : 1e-3;
    return Check.equal(
        "the graph's interpreter in f64", problem.energies(points), wanted, tolerance);
  }

  private Job gradients(Problem problem, double[] points, Check check) {
    Run run = problem.energyAndGradient().start(starts, SEED);
    problem.bind(run);
    run.block("u").set(points);
    return new Gradients(run, starts, check);
  }

  private record Gradients(Run running, int points, Check checked) implements Job {
    @Override
    public void run(int steps) {
      running.step(steps);
    }

    @Override
    public OptionalDouble flops() {
      return OptionalDouble.empty();
    }

    @Override
    public Measure measure() {
      return Measure.microsecondsEach("gradient", points);
    }

    @Override
    public void close() {
      running.close();
    }
  }

  private record Minimisations(
      Problem problem, Method method, double[] points, Check checked, List<Outcome> found)
      implements Job {

    static Minimisations of(Problem problem, Method method, double[] points, Check check) {
      return new Minimisations(problem, method, points, check, method.solve(problem, points));
    }

    @Override
    public void run(int steps) {
      for (int step = 0; step < steps; step++) {
        method.solve(problem, points);
      }
    }

    @Override
    public OptionalDouble flops() {
      return OptionalDouble.empty();
    }

    @Override
    public Measure measure() {
      return Measure.microsecondsEach("start", found.size());
    }

    @Override
    public Map<String, Double> further() {
      double gradients = found.stream().mapToLong(o -> o.counts().gradients()).average().orElse(0);
      double[] energies = found.stream().mapToDouble(o -> o.best().energy()).sorted().toArray();
      return Map.of(
          "converged",
          found.stream().filter(Outcome::converged).count() / (double) found.size(),
          "gradients_per_start",
          gradients,
          "lowest_energy",
          Arrays.stream(energies).min().orElse(Double.NaN),
          "median_energy",
          energies[energies.length / 2]);
    }

    @Override
    public void close() {}
  }
}
