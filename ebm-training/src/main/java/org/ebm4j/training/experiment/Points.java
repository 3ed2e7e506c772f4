package org.ebm4j.training.experiment;

import java.util.Arrays;
import org.ebm4j.api.energy.FixedForm;
import org.ebm4j.api.energy.Given;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.api.engine.Run;
import org.ebm4j.training.data.Dataset;

/// An energy at many points, and many points walking in it.
final class Points {
  private static final int MOST_AT_ONCE = 8192;

  private Points() {}

  /// E of every row.
  static double[] energies(Given<?, ?> energy, Dataset points) {
    Problem problem = energy.problem();
    float[] values = points.values();
    int n = points.width();
    double[] energies = new double[points.size()];
    for (int first = 0; first < points.size(); first += MOST_AT_ONCE) {
      int count = Math.min(MOST_AT_ONCE, points.size() - first);
      try (Run run = problem.energyAndGradient().start(count, 0)) {
        problem.bind(run);
        run.block("u").set(Arrays.copyOfRange(values, first * n, (first + count) * n));
        run.step(1);
        System.arraycopy(run.block("energy").toArray(), 0, energies, first, count);
      }
    }
    return energies;
  }

  /// Where the rows are after every `every` of so many steps, the start first.
  static Dataset[] walk(
      Given<?, ?> energy, FixedForm form, Dataset start, int steps, int every, long seed) {
    Problem problem = energy.problem();
    Dataset[] seen = new Dataset[steps / every + 1];
    seen[0] = start;
    try (Run run = problem.step(form).start(start.size(), seed)) {
      problem.bind(run);
      form.begin(run);
      run.block("u").set(start.values());
      for (int i = 1; i < seen.length; i++) {
        run.step(every);
        seen[i] = Dataset.of(run.block("u").toFloats(), start.width());
      }
    }
    return seen;
  }
}
