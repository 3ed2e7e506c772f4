package org.ebm4j.cli.demo;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ebm4j.api.weights.Tensor;
import org.ebm4j.api.weights.Weights;
import org.ebm4j.cli.story.CompletionChapter;
import org.ebm4j.inference.minimise.Lbfgs;
import org.ebm4j.training.data.Dataset;
import org.ebm4j.training.experiment.DigitsCompletion;
import org.ebm4j.training.experiment.DigitsCompletion.Result;
import org.ebm4j.training.experiment.DigitsCompletion.Settings;

/// Digits, completed.
record CompletionPart() implements Part {
  private static final int SHOWN = 14;
  private static final int SIDE = 8;

  @Override
  public String name() {
    return CompletionChapter.NAME;
  }

  @Override
  public String title() {
    return "digits, completed";
  }

  @Override
  public Findings run(Conditions conditions) {
    Settings settings =
        switch (conditions.scale()) {
          case FULL -> Settings.full();
          case QUICK -> Settings.quick();
          case TINY -> Settings.tiny();
        };
    Result result;
    try (Follower follower = new Follower(conditions, name(), _ -> title())) {
      result =
          new DigitsCompletion(settings)
              .run(conditions.seed(), Lbfgs.standard(), conditions.engine(), follower);
    }
    Learned learned = Learned.energy("digits-energy", result.trained());
    return result.trained().finished()
        ? Findings.of(figures(result), arrays(result), learned)
        : Findings.interrupted(learned);
  }

  private static SortedMap<String, Double> figures(Result result) {
    SortedMap<String, Double> figures = new TreeMap<>();
    figures.put(CompletionChapter.ERROR, result.errors().energy());
    figures.put(CompletionChapter.MEAN_IMAGE, result.errors().meanImage());
    figures.put(CompletionChapter.NEIGHBOUR, result.errors().neighbour());
    figures.put(CompletionChapter.DIFFERENCE, result.gauges().difference());
    figures.put(CompletionChapter.GAP, result.gauges().gap().gap());
    figures.put(CompletionChapter.RANKING, result.gauges().gap().ranking());
    figures.put(CompletionChapter.MMD, result.gauges().squaredMmd());
    figures.put(CompletionChapter.MMD_FLOOR, result.gauges().squaredMmdFloor());
    figures.put(CompletionChapter.MMD_START, result.gauges().squaredMmdStart());
    figures.put(CompletionChapter.COUNT, (double) result.originals().size());
    return figures;
  }

  private static Weights arrays(Result result) {
    return Weights.empty()
        .with("original", images(result.originals()))
        .with("hidden", masks(result.hidden()))
        .with("completed", images(result.completed()))
        .with("neighbour", images(result.byNeighbour()))
        .with("walked", images(result.walked()))
        .with("sampled", images(result.samples()));
  }

  /// The first images, from [−1, 1] to [0, 1].
  private static Tensor images(Dataset rows) {
    int count = Math.min(SHOWN, rows.size());
    float[] values = Arrays.copyOf(rows.values(), count * SIDE * SIDE);
    for (int k = 0; k < values.length; k++) {
      values[k] = (Math.clamp(values[k], -1, 1) + 1) / 2;
    }
    return Tensor.of(values, count, SIDE, SIDE);
  }

  private static Tensor masks(boolean[][] hidden) {
    int count = Math.min(SHOWN, hidden.length);
    float[] values = new float[count * SIDE * SIDE];
    for (int k = 0; k < values.length; k++) {
      values[k] = hidden[k / (SIDE * SIDE)][k % (SIDE * SIDE)] ? 1 : 0;
    }
    return Tensor.of(values, count, SIDE, SIDE);
  }
}
