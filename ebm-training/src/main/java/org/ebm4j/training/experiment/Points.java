package org.ebm4j.training.experiment;

import java.util.Arrays;
import org.ebm4j.api.energy.FixedForm;
import org.ebm4j.api.energy.Given;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.random.Purpose;
import org.ebm4j.api.random.RandomStream;
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

  /// y − σ²∇E(y) of every row y: for an energy of data with noise N(0, σ²), the mean of all that
  /// may have become y [Robbins 1956; Saremi & Hyvärinen 2019, §3].
  static Dataset jump(Given<?, ?> energy, Dataset points, double sigma) {
    Problem problem = energy.problem();
    float[] values = points.values();
    try (Run run = problem.energyAndGradient().start(points.size(), 0)) {
      problem.bind(run);
      run.block("u").set(values);
      run.step(1);
      float[] gradient = run.block("gradient").toFloats();
      for (int k = 0; k < values.length; k++) {
        values[k] -= (float) (sigma * sigma * gradient[k]);
      }
    }
    return Dataset.of(values, points.width());
  }

  /// The rows with N(0, σ²) added to every number.
  ///
  /// @param stream of the noise, so that several sets of one seed differ
  static Dataset noisy(Dataset rows, double sigma, long seed, int stream) {
    float[] values = rows.values();
    float[] normals = new float[values.length];
    RandomStream.of(seed, Purpose.DATA, stream, 0).normals(normals);
    for (int k = 0; k < values.length; k++) {
      values[k] += (float) (sigma * normals[k]);
    }
    return Dataset.of(values, rows.width());
  }

  /// The first rows, so many or as many as there are.
  static Dataset first(Dataset rows, int count) {
    int[] first = new int[Math.min(count, rows.size())];
    Arrays.setAll(first, i -> i);
    return rows.select(first);
  }

  /// So many starts of searches, by the law of the answer's space.
  static Dataset starts(Given<?, ?> energy, int count, long seed) {
    double[] numbers = energy.problem().starts(count, seed, 0);
    float[] floats = new float[numbers.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) numbers[i];
    }
    return Dataset.of(floats, floats.length / count);
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
