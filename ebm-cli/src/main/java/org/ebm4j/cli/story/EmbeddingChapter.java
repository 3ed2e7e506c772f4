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
/// Arrays: `spectrum.` and one of [#ENCODERS], eigenvalues of the embedding's covariance. Metrics
/// of the runs [#VICREG] and [#NONE]: `std` and `rank`.
public record EmbeddingChapter() implements Chapter {
  public static final String NAME = "digits-embedding";
  public static final String VICREG = "digits-embedding.vicreg.1";
  public static final String NONE = "digits-embedding.none.1";
  public static final String PREFIX = "digits_embedding.";
  public static final String WIDTH = PREFIX + "width";
  public static final String SEEDS = PREFIX + "seeds";
  public static final String FEW = PREFIX + "few_labels_per_class";

  /// The trained ones, then the untrained one.
  public static final List<String> ENCODERS = List.of("vicreg", "none", "random");

  /// What the classifier reads: what an encoder gives, or the pixels themselves.
  public static final List<String> FEATURES = List.of("vicreg", "none", "random", "pixels");

  /// What VICReg has to be better than.
  public static final List<String> FLOORS = List.of("random", "pixels");

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
    all.put("digits-embedding-probe-few", fewProbes(told));
    return all;
  }

  private static LineChart spread(Told told) {
    return gauge(
            told,
            "std",
            "Spread of the embedding over training",
            Axis.log("mean standard deviation of a dimension"))
        .plus(new Floor("before training", told.figure(PREFIX + "random.std")));
  }

  private static LineChart rank(Told told) {
    return gauge(
            told, "rank", "Dimensions in use over training", Axis.linear("effective rank, RankMe"))
        .plus(new Floor("before training", told.figure(PREFIX + "random.rank")))
        .plus(new Floor("all digits the same", 1));
  }

  private static LineChart gauge(Told told, String value, String title, Axis axis) {
    LineChart chart = LineChart.of(title, Axis.linear("training step"), axis);
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
        List.of("VICReg", "no regulariser", "not trained"),
        ENCODERS.stream().map(name -> arrays.get("spectrum." + name).doubles()).toList());
  }

  private static BarChart probes(Told told) {
    return probes(told, "What a linear classifier reads off the embedding, all labels", "probe");
  }

  private static BarChart fewProbes(Told told) {
    return probes(
        told,
        "What a linear classifier reads off the embedding, %s labels a digit"
            .formatted(Words.count(told.figure(FEW))),
        "probe_few");
  }

  private static BarChart probes(Told told, String title, String probe) {
    return BarChart.of(title, Axis.linear("share of unseen digits named rightly").range(0, 1))
        .plus(bar(told, "trained with VICReg", "vicreg." + probe).hue(0))
        .plus(bar(told, "trained without a regulariser", "none." + probe).hue(1))
        .plus(bar(told, "not trained: random encoder", "random." + probe).hue(2))
        .plus(bar(told, "no encoder: raw pixels", "pixels." + probe).hue(3))
        .plus(new Floor("guessing", CHANCE));
  }

  private static Bar bar(Told told, String label, String which) {
    double mean = told.figure(PREFIX + which);
    double low = told.figure(PREFIX + which + ".low");
    double high = told.figure(PREFIX + which + ".high");
    Bar bar = Bar.of(label, mean);
    return low <= mean && mean <= high ? bar.interval(Math.max(0, low), Math.min(1, high)) : bar;
  }

  private static String percent(Told told, String which) {
    String name = PREFIX + which;
    return Words.percent(
        told.figure(name), told.figure(name + ".low"), told.figure(name + ".high"));
  }

  @Override
  public List<Verdict> verdicts(Told told) {
    return List.of(
        collapse(told),
        healthy(told),
        probeVerdict(told, "Digits named rightly from the VICReg embedding", "probe"),
        probeVerdict(
            told,
            "The same with %s labels a digit".formatted(Words.count(told.figure(FEW))),
            "probe_few"));
  }

  private static Verdict collapse(Told told) {
    double std = told.figure(PREFIX + "none.std");
    double before = told.figure(PREFIX + "random.std");
    boolean collapsed = std < before / 10;
    return new Verdict(
        "Joint embedding without a regulariser: spread, dimensions in use",
        spreadAndRank(told, "none"),
        spreadAndRank(told, "random") + " before training",
        collapsed
            ? "It collapsed, as it must: saying nearly the same about every digit is the easiest way to agree."
            : "It did not collapse within these steps, though nothing keeps it from doing so.",
        collapsed ? Outcome.REACHED : Outcome.MISSED);
  }

  private static Verdict healthy(Told told) {
    double std = told.figure(PREFIX + "vicreg.std");
    boolean open =
        std > told.figure(PREFIX + "random.std")
            && told.figure(PREFIX + "vicreg.rank") > 2 * told.figure(PREFIX + "none.rank");
    return new Verdict(
        "Joint embedding with VICReg: spread, dimensions in use",
        spreadAndRank(told, "vicreg"),
        "%s before training; %s without a regulariser"
            .formatted(spreadAndRank(told, "random"), spreadAndRank(told, "none")),
        open
            ? "It did not collapse: same network, same data, one term more in the loss."
            : "The regulariser did not keep the embedding open.",
        open ? Outcome.REACHED : Outcome.MISSED);
  }

  private static String spreadAndRank(Told told, String which) {
    return "%s, %s"
        .formatted(
            Words.fixed(told.figure(PREFIX + which + ".std"), 4),
            Words.fixed(told.figure(PREFIX + which + ".rank"), 1));
  }

  private static Verdict probeVerdict(Told told, String title, String probe) {
    boolean aboveRandom = above(told, probe, "random");
    boolean abovePixels = above(told, probe, "pixels");
    String meaning;
    if (aboveRandom && abovePixels) {
      meaning =
          "Training without labels made the digits easier to tell apart than they are in the pixels.";
    } else if (aboveRandom) {
      meaning =
          "Training taught the encoder something; that it beats the raw pixels is not certain from so few seeds.";
    } else {
      meaning =
          "From so few seeds it is not certain that it beats an encoder that was never trained.";
    }
    return new Verdict(
        title,
        percent(told, "vicreg." + probe),
        "%s random encoder; %s raw pixels; %s without a regulariser; 10 %% guessing"
            .formatted(
                percent(told, "random." + probe),
                percent(told, "pixels." + probe),
                percent(told, "none." + probe)),
        meaning,
        aboveRandom ? Outcome.REACHED : Outcome.MISSED);
  }

  /// Whether the interval of the lead, taken seed by seed, lies above 0.
  private static boolean above(Told told, String probe, String floor) {
    return told.figure(PREFIX + "vicreg." + probe + ".above_" + floor + ".low") > 0;
  }

  @Override
  public Section section(Told told) {
    return Section.of("Joint embedding: collapse, and what prevents it")
        .prose(
            """
            An encoder turns a picture into a short list of numbers, its embedding. Here the energy of two pictures is the distance of \
            their embeddings, and training makes it low for two views of the same digit: turned, stretched and moved a little, with some \
            noise. The cheapest way to do that is to give every picture the same embedding. That is called collapse: the energy \
            is low everywhere and tells nothing apart. VICReg adds a term that keeps every dimension spread out and keeps dimensions from repeating each other.\
            """)
        .live(
            spread(told),
            "Both runs start from the same network and see the same data; the axis is logarithmic. Without a regulariser the spread falls and falls; with VICReg it stays. Point at a line to read it.")
        .live(
            rank(told),
            "How many dimensions the embedding really uses. At 1 every digit has the same embedding, up to its length.")
        .live(
            spectrum(told.arrays(NAME)),
            "The variance along each direction of the embedding, largest first, on a logarithmic axis. A collapsed embedding lies orders of magnitude below the untrained one, in every direction.")
        .prose(
            """
            Whether the embedding is of any use is asked by a linear classifier that is given the embeddings of training digits with their \
            names, and must name unseen digits. Two floors stand beside it: the same encoder with random weights, which keeps more of a picture than one \
            might think, and the pixels themselves. It is asked twice: with the names of all training digits, and with a few names of each digit only, where it cannot \
            make up for a poor embedding. What is left of a collapsed embedding is tiny, but the classifier magnifies it; that is why it does not fall to guessing.\
            """)
        .figure(
            probes(told),
            "Accuracy over %s seeds; the whiskers are 95 %% intervals of the mean, wide because the seeds are few."
                .formatted(Words.count(told.figure(SEEDS))))
        .figure(
            fewProbes(told),
            "The same where the classifier was told the names of %s training digits of each kind, drawn ten times; the embedding itself was learned without any."
                .formatted(Words.count(told.figure(FEW))));
  }
}
