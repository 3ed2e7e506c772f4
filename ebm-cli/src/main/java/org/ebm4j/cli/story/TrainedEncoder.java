package org.ebm4j.cli.story;

import java.util.ArrayList;
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
import org.ebm4j.viz.report.Section;
import org.ebm4j.viz.report.Verdict;
import org.ebm4j.viz.report.Verdict.Outcome;

/// An encoder that `ebm train` learned. Arrays: `spectrum` and `spectrum of random`.
public record TrainedEncoder() implements Chapter {
  public static final String NAME = "trained-encoder";
  public static final String PARAMETERS = "encoder.parameters";
  public static final String ROWS = "encoder.rows";
  public static final String WIDTH = "encoder.width";
  public static final String STD = "encoder.std";
  public static final String STD_RANDOM = "encoder.std.random";
  public static final String RANK = "encoder.rank";
  public static final String RANK_RANDOM = "encoder.rank.random";
  public static final String CLASSES = "encoder.classes";
  public static final String PROBE = "encoder.probe";
  public static final String PROBE_RANDOM = "encoder.probe.random";
  public static final String PROBE_RAW = "encoder.probe.raw";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean isIn(Told told) {
    return told.has(STD);
  }

  @Override
  public Map<String, Figure> pictures(Told told) {
    Map<String, Figure> all = new LinkedHashMap<>();
    all.put("spectrum", spectrum(told.arrays(NAME)));
    if (told.has(PROBE)) {
      all.put("probe", probes(told));
    }
    return all;
  }

  private static LineChart spectrum(Weights arrays) {
    return LineChart.spectrum(
        "Spectrum of the embedding",
        List.of("trained", "random"),
        List.of(arrays.get("spectrum").doubles(), arrays.get("spectrum of random").doubles()));
  }

  private static BarChart probes(Told told) {
    return BarChart.of(
            "What a linear classifier reads off",
            Axis.linear("share of held-out rows named rightly").range(0, 1))
        .plus(Bar.of("the trained encoder", told.figure(PROBE)))
        .plus(Bar.of("not trained: the same encoder, random weights", told.figure(PROBE_RANDOM)))
        .plus(Bar.of("no encoder: the rows themselves", told.figure(PROBE_RAW)))
        .plus(new Floor("guessing", 1 / Math.max(1, told.figure(CLASSES))));
  }

  @Override
  public List<Verdict> verdicts(Told told) {
    List<Verdict> all = new ArrayList<>();
    double std = told.figure(STD);
    boolean open = std > told.figure(STD_RANDOM) / 5;
    all.add(
        new Verdict(
            "Spread of the embedding",
            Words.fixed(std, 4),
            Words.fixed(told.figure(STD_RANDOM), 4) + " before training; 0 is collapse",
            open ? "It did not collapse." : "It collapsed: everything has nearly one embedding.",
            open ? Outcome.REACHED : Outcome.MISSED));
    all.add(
        new Verdict(
            "Dimensions in use (effective rank)",
            Words.fixed(told.figure(RANK), 1),
            "%s before training; %s at most"
                .formatted(
                    Words.fixed(told.figure(RANK_RANDOM), 1), Words.fixed(told.figure(WIDTH), 0)),
            "A shrunken cloud keeps its shape, so read this beside the spread.",
            Outcome.SHOWN));
    if (told.has(PROBE)) {
      all.add(probe(told));
    }
    return all;
  }

  private static Verdict probe(Told told) {
    double probe = told.figure(PROBE);
    boolean better = probe > told.figure(PROBE_RANDOM);
    return new Verdict(
        "Held-out rows named rightly by a linear classifier",
        Words.percent(probe),
        "%s random encoder; %s the rows themselves"
            .formatted(
                Words.percent(told.figure(PROBE_RANDOM)), Words.percent(told.figure(PROBE_RAW))),
        better
            ? "Training kept, or made easier to read, what names the rows; one seed, so no interval."
            : "A random encoder is as good: training taught nothing about the labels.",
        better ? Outcome.REACHED : Outcome.MISSED);
  }

  @Override
  public Section section(Told told) {
    Section section =
        Section.of("What it learned")
            .prose(
                "An encoder with %s parameters, learned from %s rows without their labels: two views of a row, changed in ways that do not matter, should have one embedding."
                    .formatted(
                        Words.count(told.figure(PARAMETERS)), Words.count(told.figure(ROWS))))
            .live(
                spectrum(told.arrays(NAME)),
                "The variance along each direction of the embedding, largest first, on a logarithmic axis. Collapse shows as a curve that lies lower by powers of ten, or falls off a cliff.");
    if (told.has(PROBE)) {
      section =
          section.figure(
              probes(told),
              "The classifier is given the embeddings of training rows with their labels, and must name held-out ones. A random encoder keeps more than one might think.");
    }
    return section.prose(
        "The encoder's weights lie in `encoder.safetensors`; the folder `energy` holds E(x, y) = |f(x) − f(y)|², which `./ebm infer` can be asked with `--given`.");
  }
}
