package org.ebm4j.cli.story;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.ebm4j.viz.figure.Axis;
import org.ebm4j.viz.figure.Figure;
import org.ebm4j.viz.figure.LineChart;
import org.ebm4j.viz.figure.Series;
import org.ebm4j.viz.record.MetricsLog;
import org.ebm4j.viz.report.Section;
import org.ebm4j.viz.report.Verdict;

/// How a fit went: its metrics over the steps. Metrics of the run [#RUN].
public record Training() implements Chapter {
  public static final String RUN = "train";

  private static final String LOSS = "loss";
  private static final String NORM = "gradient norm";
  private static final List<String> GAUGES = List.of("energy gap", "ranking", "std", "rank");

  @Override
  public String name() {
    return "training";
  }

  @Override
  public boolean isIn(Told told) {
    return MetricsLog.series(told.metrics(), RUN, LOSS)[0].length > 0;
  }

  @Override
  public Map<String, Figure> pictures(Told told) {
    Map<String, Figure> all = new LinkedHashMap<>();
    all.put("training-loss", losses(told));
    all.put("training-gradient", chart(told, "Length of the gradient", "norm", List.of(NORM)));
    gauges(told).forEach((name, chart) -> all.put("training-" + name.replace(' ', '-'), chart));
    return all;
  }

  /// The loss and the parts it is made of.
  private static LineChart losses(Told told) {
    TreeSet<String> parts = new TreeSet<>();
    told.metrics().stream()
        .filter(m -> m.run().equals(RUN) && m.values().containsKey(LOSS))
        .forEach(m -> parts.addAll(m.values().keySet()));
    parts.removeAll(GAUGES);
    parts.remove(NORM);
    parts.remove(LOSS);
    List<String> all = new java.util.ArrayList<>(List.of(LOSS));
    all.addAll(parts);
    return chart(told, "What training minimises", "mean over a batch", all);
  }

  private static Map<String, LineChart> gauges(Told told) {
    Map<String, LineChart> all = new LinkedHashMap<>();
    for (String gauge : GAUGES) {
      if (MetricsLog.series(told.metrics(), RUN, gauge)[0].length > 0) {
        all.put(gauge, chart(told, title(gauge), gauge, List.of(gauge)));
      }
    }
    return all;
  }

  private static String title(String gauge) {
    return switch (gauge) {
      case "energy gap" -> "How much lower the energy is on held-out rows than on shuffled ones";
      case "ranking" -> "How often a held-out row has less energy than a shuffled one";
      case "std" -> "Spread of the embedding";
      default -> "Dimensions of the embedding in use";
    };
  }

  private static LineChart chart(Told told, String title, String axis, List<String> names) {
    LineChart chart = LineChart.of(title, Axis.linear("training step"), Axis.linear(axis));
    for (String name : names) {
      double[][] line = MetricsLog.series(told.metrics(), RUN, name);
      if (line[0].length > 0) {
        chart = chart.plus(Series.of(name, line[0], line[1]));
      }
    }
    return chart;
  }

  @Override
  public List<Verdict> verdicts(Told told) {
    return List.of();
  }

  @Override
  public Section section(Told told) {
    Section section =
        Section.of("How training went")
            .prose(
                """
                Training changes the network's weights step by step so that one number, the loss, falls. A loss that still falls at the \
                right edge asks for more steps; one that jumps asks for a smaller rate.\
                """)
            .live(losses(told), lossInWords(told))
            .live(
                chart(told, "Length of the gradient", "norm", List.of(NORM)),
                "How strongly the loss pulls at the weights. Spikes that reach far above the rest are a reason to set `clip`.");
    for (Map.Entry<String, LineChart> gauge : gauges(told).entrySet()) {
      section = section.live(gauge.getValue(), gaugeInWords(gauge.getKey()));
    }
    return section;
  }

  private static String lossInWords(Told told) {
    return switch (told.setting("objective")) {
      case "pcd" ->
          "The energy of data and the energy of the model's own samples. Where the two lie alike the samples look like the data, and nothing is left to learn: the loss is near 0 from the beginning and does not measure progress; the gauges below do.";
      case "denoising" ->
          "How far the slope of the energy is from pointing back to the clean row, as a share of a flat energy's ½.";
      case "nce" ->
          "How hard it is to tell data from noise. Guessing gives 1.386 (two ln 2) with one noise point for each example.";
      default -> "The loss with the terms it is made of, each with its coefficient.";
    };
  }

  private static String gaugeInWords(String gauge) {
    return switch (gauge) {
      case "energy gap" ->
          "Shuffled rows have every column from the data, but no two that belong together. In units of energy, which the model may scale as it likes.";
      case "ranking" ->
          "The same as a share of pairs, which no scale changes: ½ is a flat energy, 1 is perfect.";
      case "std" ->
          "The mean standard deviation of a dimension. 0 is collapse: one embedding for everything.";
      default -> "The effective rank. 1 is an embedding on one line.";
    };
  }
}
