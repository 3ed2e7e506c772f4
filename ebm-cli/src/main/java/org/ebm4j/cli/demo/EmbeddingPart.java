package org.ebm4j.cli.demo;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ebm4j.api.weights.Tensor;
import org.ebm4j.api.weights.Weights;
import org.ebm4j.cli.story.EmbeddingChapter;
import org.ebm4j.training.Metrics;
import org.ebm4j.training.experiment.DigitsJointEmbedding;
import org.ebm4j.training.experiment.DigitsJointEmbedding.Arm;
import org.ebm4j.training.experiment.DigitsJointEmbedding.Result;
import org.ebm4j.training.experiment.DigitsJointEmbedding.Settings;
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
    try (Follower follower = new Follower(conditions, name(), stage -> title() + ", " + stage)) {
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
    collapse(figures, "vicreg", result.vicreg());
    collapse(figures, "none", result.none());
    Metrics before = result.vicreg().gauges().getFirst();
    figures.put(PREFIX + "random.std", before.get("std"));
    figures.put(PREFIX + "random.rank", before.get("rank"));
    probe(figures, "vicreg", result.vicreg().accuracy());
    probe(figures, "none", result.none().accuracy());
    probe(figures, "random", result.random());
    probe(figures, "pixels", result.raw());
    return figures;
  }

  private static void collapse(SortedMap<String, Double> figures, String arm, Arm found) {
    figures.put(PREFIX + arm + ".std", found.collapse().std());
    figures.put(PREFIX + arm + ".std.least", found.collapse().leastStd());
    figures.put(PREFIX + arm + ".std.on_sphere", found.collapse().sphereStd());
    figures.put(PREFIX + arm + ".rank", found.collapse().centredRank());
  }

  private static void probe(SortedMap<String, Double> figures, String which, List<Double> seeds) {
    Interval interval = Interval.of(seeds.stream().mapToDouble(Double::doubleValue).toArray());
    String name = PREFIX + which + ".probe";
    figures.put(name, interval.mean());
    figures.put(name + ".low", interval.low());
    figures.put(name + ".high", interval.high());
    for (int i = 0; i < seeds.size(); i++) {
      figures.put(name + ".seed_" + (i + 1), seeds.get(i));
    }
  }

  private static Weights arrays(Result result) {
    double[] vicreg = result.vicreg().spectrum();
    double[] none = result.none().spectrum();
    return Weights.empty()
        .with("spectrum.vicreg", Tensor.of(vicreg, vicreg.length))
        .with("spectrum.none", Tensor.of(none, none.length));
  }
}
