package org.ebm4j.api.energy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ebm4j.api.engine.Program;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.graph.Values;

/// Gradient descent with a fixed step and no stop rule: the least that is a method.
record Descent(double step, int steps) implements FixedForm, Method {
  @Override
  public Map<String, Double> settings() {
    return Map.of("step", step);
  }

  @Override
  public Next next(StepArguments a) {
    return Next.to(a.u().minus(a.gradient().times(a.setting("step"))));
  }

  @Override
  public List<Outcome> solve(Problem problem, double[] starts) {
    int n = problem.size();
    int rows = starts.length / n;
    double[] ends = new double[starts.length];
    try (Run run = problem.step(this).start(rows, 0)) {
      problem.bind(run);
      begin(run);
      run.block("u").set(starts);
      run.step(steps);
      run.block("u").get(ends);
    }
    return outcomes(problem, ends, rows);
  }

  private List<Outcome> outcomes(Problem problem, double[] ends, int rows) {
    int n = problem.size();
    int k = problem.terms().size();
    Program program = problem.energyAndGradient();
    try (Run run = program.start(rows, 0)) {
      problem.bind(run);
      run.block("u").set(ends);
      run.step(1);
      double[] energies = run.block("energy").toArray();
      double[] terms = run.block("terms").toArray();
      double[] gradients = run.block("gradient").toArray();
      List<Outcome> outcomes = new ArrayList<>();
      for (int i = 0; i < rows; i++) {
        double norm = Math.sqrt(Arrays.stream(gradients, i * n, (i + 1) * n).map(g -> g * g).sum());
        Outcome.Best best =
            new Outcome.Best(
                Values.of(Arrays.copyOfRange(ends, i * n, (i + 1) * n)),
                energies[i],
                Values.of(Arrays.copyOfRange(terms, i * k, (i + 1) * k)),
                norm);
        outcomes.add(
            new Outcome.StoppedEarly(
                best,
                new Outcome.Counts(steps, steps + 1, steps + 1),
                Trace.NONE,
                Outcome.StoppedEarly.Limit.STEPS,
                "all " + steps + " steps were used"));
      }
      return List.copyOf(outcomes);
    }
  }
}
