package org.ebm4j.cli.story;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ebm4j.api.weights.Weights;
import org.ebm4j.viz.figure.Axis;
import org.ebm4j.viz.figure.Bar;
import org.ebm4j.viz.figure.BarChart;
import org.ebm4j.viz.figure.Figure;
import org.ebm4j.viz.figure.Floor;
import org.ebm4j.viz.figure.LineChart;
import org.ebm4j.viz.figure.Series;
import org.ebm4j.viz.record.MetricsLog;
import org.ebm4j.viz.report.Section;
import org.ebm4j.viz.report.Verdict;
import org.ebm4j.viz.report.Verdict.Outcome;

/// Digits, joint embedding: collapse, and what prevents it.
///
/// Arrays: `spectrum.vicreg` and `spectrum.none`, eigenvalues of the embedding's covariance.
/// Metrics of the runs [#VICREG] and [#NONE]: `std` and `rank`.
public record EmbeddingChapter() implements Chapter {
  public static final String NAME = "digits-embedding";
  public static final String VICREG = "digits-embedding.vicreg.1";
  public static final String NONE = "digits-embedding.none.1";
  public static final String PREFIX = "digits_embedding.";
  public static final String WIDTH = PREFIX + "width";
  public static final String SEEDS = PREFIX + "seeds";

  private static final double CHANCE = 0.1;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean isIn(Told told) {
    return told.has(PREFIX + "vicreg.probe");
  }

  @Override
  public Map<String, Figure> pictures(Told told) {
    Map<String, Figure> all = new LinkedHashMap<>();
    all.put("digits-embedding-std", spread(told));
    all.put("digits-embedding-rank", rank(told));
    all.put("digits-embedding-spectrum", spectrum(told.arrays(NAME)));
    all.put("digits-embedding-probe", probes(told));
    return all;
  }

  private static LineChart spread(Told told) {
    return gauge(
            told,
            "std",
            "Spread of the embedding over training",
            "mean standard deviation of a dimension")
        .plus(new Floor("VICReg's aim", 1))
        .plus(new Floor("before training", told.figure(PREFIX + "random.std")));
  }

  private static LineChart rank(Told told) {
    return gauge(told, "rank", "Dimensions in use over training", "effective rank")
        .plus(new Floor("all dimensions", told.figure(WIDTH)))
        .plus(new Floor("before training", told.figure(PREFIX + "random.rank")));
  }

  private static LineChart gauge(Told told, String value, String title, String axis) {
    LineChart chart = LineChart.of(title, Axis.linear("training step"), Axis.linear(axis));
    double[][] vicreg = MetricsLog.series(told.metrics(), VICREG, value);
    double[][] none = MetricsLog.series(told.metrics(), NONE, value);
    if (vicreg[0].length > 0) {
      chart = chart.plus(Series.of("VICReg", vicreg[0], vicreg[1]).hue(0));
    }
    if (none[0].length > 0) {
      chart = chart.plus(Series.of("no regulariser", none[0], none[1]).hue(1));
    }
    return chart;
  }

  private static LineChart spectrum(Weights arrays) {
    return LineChart.spectrum(
        "Spectrum of the embedding after training",
        List.of("VICReg", "no regulariser"),
        List.of(arrays.get("spectrum.vicreg").doubles(), arrays.get("spectrum.none").doubles()));
  }

  private static BarChart probes(Told told) {
    return BarChart.of(
            "What a linear classifier reads off the embedding",
            Axis.linear("share of unseen digits named rightly").range(0, 1))
        .plus(bar(told, "trained with VICReg", "vicreg").hue(0))
        .plus(bar(told, "trained without a regulariser", "none").hue(1))
        .plus(bar(told, "not trained: random encoder", "random").hue(2))
        .plus(bar(told, "no encoder: raw pixels", "pixels").hue(3))
        .plus(new Floor("guessing", CHANCE));
  }

  private static Bar bar(Told told, String label, String which) {
    double mean = told.figure(probe(which));
    double low = told.figure(probe(which) + ".low");
    double high = told.figure(probe(which) + ".high");
    Bar bar = Bar.of(label, mean);
    return low <= mean && mean <= high ? bar.interval(Math.max(0, low), Math.min(1, high)) : bar;
  }

  private static String probe(String which) {
    return PREFIX + which + ".probe";
  }

  private static String percent(Told told, String which) {
    return Words.percent(
        told.figure(probe(which)),
        told.figure(probe(which) + ".low"),
        told.figure(probe(which) + ".high"));
  }

  @Override
  public List<Verdict> verdicts(Told told) {
    return List.of(collapse(told), healthy(told), probeVerdict(told));
  }

  private static Verdict collapse(Told told) {
    double std = told.figure(PREFIX + "none.std");
    double before = told.figure(PREFIX + "random.std");
    boolean collapsed = std < before / 5;
    return new Verdict(
        "Joint embedding without a regulariser: spread",
        Words.fixed(std, 4),
        "%s before training".formatted(Words.fixed(before, 4)),
        collapsed
            ? "It collapsed, as it must: saying nearly the same about every digit is the easiest way to agree."
            : "It did not collapse within these steps, though nothing keeps it from doing so.",
        Outcome.SHOWN);
  }

  private static Verdict healthy(Told told) {
    double std = told.figure(PREFIX + "vicreg.std");
    double rank = told.figure(PREFIX + "vicreg.rank");
    double width = told.figure(WIDTH);
    boolean open = std > 0.5 && rank > told.figure(PREFIX + "none.rank");
    return new Verdict(
        "Joint embedding with VICReg: spread and dimensions in use",
        "%s and %s of %s"
            .formatted(Words.fixed(std, 3), Words.fixed(rank, 1), Words.fixed(width, 0)),
        "aim 1; without a regulariser %s and %s"
            .formatted(
                Words.fixed(told.figure(PREFIX + "none.std"), 4),
                Words.fixed(told.figure(PREFIX + "none.rank"), 1)),
        open
            ? "It did not collapse: same network, same data, one term more in the loss."
            : "The regulariser did not keep the embedding open.",
        open ? Outcome.REACHED : Outcome.MISSED);
  }

  private static Verdict probeVerdict(Told told) {
    boolean aboveRandom =
        told.figure(probe("vicreg") + ".low") > told.figure(probe("random") + ".high");
    boolean abovePixels =
        told.figure(probe("vicreg") + ".low") > told.figure(probe("pixels") + ".high");
    String meaning;
    if (aboveRandom && abovePixels) {
      meaning =
          "Training without labels made the digits easier to tell apart than they are in the pixels.";
    } else if (aboveRandom) {
      meaning =
          "Training taught the encoder something, but a linear classifier reads the raw pixels as well or better.";
    } else {
      meaning = "The intervals overlap: an encoder that was never trained is about as good.";
    }
    return new Verdict(
        "Digits named rightly from the VICReg embedding",
        percent(told, "vicreg"),
        "%s random encoder; %s raw pixels; %s without a regulariser; 10 %% guessing"
            .formatted(percent(told, "random"), percent(told, "pixels"), percent(told, "none")),
        meaning,
        aboveRandom ? Outcome.REACHED : Outcome.MISSED);
  }

  @Override
  public Section section(Told told) {
    return Section.of("Joint embedding: collapse, and what prevents it")
        .prose(
            """
            An encoder turns a picture into a short list of numbers, its embedding. Here the energy of two pictures is the distance of \
            their embeddings, and training makes it low for two views of the same digit: shifted a little, scaled a little, with some \
            noise. The cheapest way to do that is to give every picture the same embedding. That is called collapse: the energy \
            is low everywhere and tells nothing apart. VICReg adds a term that keeps every dimension spread out and keeps dimensions from repeating each other.\
            """)
        .live(
            spread(told),
            "Both runs start from the same network and see the same data. Without a regulariser the spread goes towards 0; with VICReg towards its aim. Point at a line to read it.")
        .live(
            rank(told),
            "How many dimensions the embedding really uses. 1 would be all digits on one line.")
        .live(
            spectrum(told.arrays(NAME)),
            "The variance along each direction of the embedding, largest first, on a logarithmic axis. A collapsed embedding falls off a cliff.")
        .prose(
            """
            Whether the embedding is of any use is asked by a linear classifier that is given the embeddings of training digits with their \
            names, and must name unseen digits. Two floors stand beside it: the same encoder with random weights, which keeps more of a picture than one \
            might think, and the pixels themselves.\
            """)
        .figure(
            probes(told),
            "Accuracy over %s seeds; the whiskers are 95 %% intervals of the mean, wide because the seeds are few."
                .formatted(Words.count(told.figure(SEEDS))));
  }
}
