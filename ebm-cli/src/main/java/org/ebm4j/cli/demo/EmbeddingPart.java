package org.ebm4j.cli.demo;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.ebm4j.api.weights.Tensor;
import org.ebm4j.api.weights.Weights;
import org.ebm4j.cli.story.EmbeddingChapter;
import org.ebm4j.training.experiment.DigitsJointEmbedding;
import org.ebm4j.training.experiment.DigitsJointEmbedding.Arm;
import org.ebm4j.training.experiment.DigitsJointEmbedding.Probed;
import org.ebm4j.training.experiment.DigitsJointEmbedding.Result;
import org.ebm4j.training.experiment.DigitsJointEmbedding.Settings;
import org.ebm4j.training.gauge.Collapse;
import org.ebm4j.training.gauge.Interval;

/// Digits, joint embedding.
record EmbeddingPart() implements Part {
  private static final String PREFIX = EmbeddingChapter.PREFIX;

  @Override
  public String name() {
    return EmbeddingChapter.NAME;
  }

  @Override
  public String title() {
    return "digits, joint embedding";
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
          new DigitsJointEmbedding(settings).run(conditions.seed(), conditions.engine(), follower);
    }
    Learned[] learned = {
      Learned.weights("digits-encoder-vicreg", result.vicreg().weights()),
      Learned.weights("digits-encoder-none", result.none().weights())
    };
    return result.stopped()
        ? Findings.interrupted(learned)
        : Findings.of(figures(result, settings), arrays(result), learned);
  }

  private static SortedMap<String, Double> figures(Result result, Settings settings) {
    SortedMap<String, Double> figures = new TreeMap<>();
    figures.put(EmbeddingChapter.WIDTH, (double) settings.embedding());
    figures.put(EmbeddingChapter.SEEDS, (double) settings.seeds());
    figures.put(EmbeddingChapter.FEW, (double) DigitsJointEmbedding.FEW);
    for (String name : EmbeddingChapter.ENCODERS) {
      collapse(figures, name, arm(result, name));
    }
    for (String name : EmbeddingChapter.FEATURES) {
      Arm arm = arm(result, name);
      probe(figures, PREFIX + name + ".probe", arm.accuracies(Probed::all));
      probe(figures, PREFIX + name + ".probe_few", arm.accuracies(Probed::few));
    }
    for (String floor : EmbeddingChapter.FLOORS) {
      Arm arm = arm(result, floor);
      lead(figures, "probe.above_" + floor, result.vicreg(), arm, Probed::all);
      lead(figures, "probe_few.above_" + floor, result.vicreg(), arm, Probed::few);
    }
    return figures;
  }

  /// VICReg's lead over a floor, seed by seed: both are read on the same digits.
  private static void lead(
      SortedMap<String, Double> figures,
      String name,
      Arm vicreg,
      Arm floor,
      ToDoubleFunction<Probed> probe) {
    double[] leads = vicreg.accuracies(probe);
    double[] floors = floor.accuracies(probe);
    Arrays.setAll(leads, i -> leads[i] - floors[i]);
    probe(figures, PREFIX + "vicreg." + name, leads);
  }

  private static Arm arm(Result result, String name) {
    return switch (name) {
      case "vicreg" -> result.vicreg();
      case "none" -> result.none();
      case "random" -> result.random();
      case "pixels" -> result.raw();
      default -> throw new IllegalArgumentException("there are no features '" + name + "'");
    };
  }

  /// Means over the seeds.
  private static void collapse(SortedMap<String, Double> figures, String name, Arm arm) {
    figures.put(PREFIX + name + ".std", arm.mean(Collapse::std));
    figures.put(PREFIX + name + ".std.least", arm.mean(Collapse::leastStd));
    figures.put(PREFIX + name + ".std.on_sphere", arm.mean(Collapse::sphereStd));
    figures.put(PREFIX + name + ".rank", arm.mean(Collapse::rank));
    figures.put(PREFIX + name + ".rank.centred", arm.mean(Collapse::centredRank));
  }

  private static void probe(SortedMap<String, Double> figures, String name, double... seeds) {
    Interval interval = Interval.of(seeds);
    figures.put(name, interval.mean());
    figures.put(name + ".low", interval.low());
    figures.put(name + ".high", interval.high());
    for (int i = 0; i < seeds.length; i++) {
      figures.put(name + ".seed_" + (i + 1), seeds[i]);
    }
  }

  private static Weights arrays(Result result) {
    Weights arrays = Weights.empty();
    for (String name : EmbeddingChapter.ENCODERS) {
      double[] spectrum = arm(result, name).spectrum();
      arrays = arrays.with("spectrum." + name, Tensor.of(spectrum, spectrum.length));
    }
    return arrays;
  }
}
