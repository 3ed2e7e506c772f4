package org.ebm4j.cli.demo;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ebm4j.api.weights.Tensor;
import org.ebm4j.api.weights.Weights;
import org.ebm4j.cli.story.MoonsChapter;
import org.ebm4j.training.data.Dataset;
import org.ebm4j.training.data.TwoMoons;
import org.ebm4j.training.experiment.TwoMoonsExperiment;
import org.ebm4j.training.gauge.GridLikelihood;
import org.ebm4j.training.gauge.Mmd;

/// Two moons: an energy in the plane.
record MoonsPart() implements Part {
  private static final int DATA = 500; // points drawn in the picture
  private static final int SAMPLES = 400;
  private static final int PATHS = 10;
  private static final double ACROSS = 2.3; // the picture's half width and half height
  private static final double UP = 1.7;

  @Override
  public String name() {
    return MoonsChapter.NAME;
  }

  @Override
  public String title() {
    return "two moons";
  }

  @Override
  public Findings run(Conditions conditions) {
    TwoMoonsExperiment experiment =
        switch (conditions.scale()) {
          case FULL -> TwoMoonsExperiment.full();
          case QUICK -> TwoMoonsExperiment.quick();
          case TINY -> TwoMoonsExperiment.tiny();
        };
    TwoMoonsExperiment.Result result;
    try (Follower follower = new Follower(conditions, name(), _ -> title())) {
      result = experiment.run(conditions.seed(), conditions.engine(), follower);
    }
    Learned learned = Learned.energy("two-moons-energy", result.trained());
    return result.trained().finished()
        ? Findings.of(figures(result, conditions.seed()), arrays(result), learned)
        : Findings.interrupted(learned);
  }

  private static SortedMap<String, Double> figures(TwoMoonsExperiment.Result result, long seed) {
    TwoMoons moons = TwoMoons.standard();
    int count = result.samples().size();
    Dataset fresh = moons.sample(count, ~seed); // no seed of the experiment's own
    PlaneGaussian gaussian = PlaneGaussian.fittedTo(result.data());
    SortedMap<String, Double> figures = new TreeMap<>();
    figures.put(MoonsChapter.MMD, result.squaredMmd());
    figures.put(MoonsChapter.MMD_FLOOR, result.squaredMmdFloor());
    figures.put(MoonsChapter.MMD_GAUSSIAN, Mmd.squared(gaussian.sample(count, seed), fresh));
    figures.put(MoonsChapter.LIKELIHOOD, result.logLikelihood());
    figures.put(MoonsChapter.LIKELIHOOD_TRUE, result.trueLogLikelihood());
    figures.put(MoonsChapter.LIKELIHOOD_GAUSSIAN, gaussian.meanLogDensity(fresh));
    return figures;
  }

  private static Weights arrays(TwoMoonsExperiment.Result result) {
    return field(result.gridEnergies())
        .with("data", points(result.data(), DATA))
        .with("samples", points(result.samples(), SAMPLES))
        .with("paths", paths(result.paths()));
  }

  /// The middle of the grid, every second node, row by row from the bottom.
  private static Weights field(double[] energies) {
    GridLikelihood grid = GridLikelihood.standard();
    double step = (grid.high() - grid.low()) / (grid.side() - 1);
    int left = (int) Math.ceil((-ACROSS - grid.low()) / step);
    int bottom = (int) Math.ceil((-UP - grid.low()) / step);
    int columns = (grid.side() - 2 * left + 1) / 2;
    int rows = (grid.side() - 2 * bottom + 1) / 2;
    float[] field = new float[rows * columns];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int at = (left + 2 * column) * grid.side() + bottom + 2 * row;
        field[row * columns + column] = (float) energies[at];
      }
    }
    double[] area = {
      grid.low() + left * step,
      grid.low() + (left + 2 * (columns - 1)) * step,
      grid.low() + bottom * step,
      grid.low() + (bottom + 2 * (rows - 1)) * step
    };
    return Weights.empty()
        .with("field", Tensor.of(field, rows, columns))
        .with("area", Tensor.of(area, 4));
  }

  private static Tensor points(Dataset rows, int most) {
    int count = Math.min(most, rows.size());
    return Tensor.of(Arrays.copyOf(rows.values(), 2 * count), count, 2);
  }

  /// From points at each time to times for each point.
  private static Tensor paths(List<Dataset> times) {
    int count = Math.min(PATHS, times.getFirst().size());
    float[] paths = new float[count * times.size() * 2];
    for (int p = 0; p < count; p++) {
      for (int t = 0; t < times.size(); t++) {
        times.get(t).copyRow(p, paths, 2 * (p * times.size() + t));
      }
    }
    return Tensor.of(paths, count, times.size(), 2);
  }
}
