package org.ebm4j.benchmarks.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.ebm4j.benchmarks.row.Row;
import org.ebm4j.benchmarks.work.Rows;
import org.ebm4j.viz.figure.Axis;
import org.ebm4j.viz.figure.Bar;
import org.ebm4j.viz.figure.BarChart;
import org.ebm4j.viz.figure.Floor;

/// A run in words, for people who were not there: Markdown with one card a row, and bars for one
/// row and its peers.
final class Cards {
  private static final double DWARFING = 3; // times the next
  private static final int FEW = 3;

  private static final String SHOWN = "mlp-chain"; // the row of the picture, where it was run

  private Cards() {}

  /// @param command as it was typed
  static String of(List<Result> results, String command) {
    StringBuilder text = new StringBuilder();
    List<Result> ours = results.stream().filter(result -> !result.isPeer()).toList();
    text.append("    ").append(command).append("\n\n");
    ours.stream().filter(r -> !r.isFailed()).findFirst().ifPresent(r -> text.append(machine(r)));
    for (Result result : ours) {
      List<Result> peers =
          results.stream().filter(r -> r.isPeer() && r.row().equals(result.row())).toList();
      text.append("\n## ").append(result.row()).append("\n\n").append(card(result, peers));
    }
    List<String> lost = lost(results);
    text.append("\n## What we lose\n\n");
    text.append(lost.isEmpty() ? "No row of this run.\n" : String.join("", lost));
    return text.toString();
  }

  private static String machine(Result result) {
    return String.format(
        Locale.ROOT,
        "%s, %.0f bits, %.0f thread(s), engine %s, JDK %s.%n",
        result.text("processor"),
        result.number("lanes_bits"),
        result.number("threads"),
        result.text("engine"),
        result.text("jdk"));
  }

  private static String card(Result result, List<Result> peers) {
    if (result.isFailed()) {
      return "Failed: " + result.reason() + "\n";
    }
    StringBuilder text = new StringBuilder();
    Optional<Row> row =
        Stream.concat(Rows.all().stream(), Rows.growth().stream())
            .filter(known -> known.name().equals(result.row()))
            .findAny();
    row.ifPresent(known -> line(text, "work", known.work()));
    line(text, "figure", Table.figure(result));
    String further = Further.of(result);
    if (!further.isEmpty()) {
      line(text, "further", further);
    }
    line(text, "spread", spread(result));
    row.ifPresent(known -> line(text, "bound", known.bound() + share(result)));
    line(text, "checked", checked(result));
    if (!Double.isNaN(result.number("baseline_us"))) {
      line(text, "plain Java loops", Table.number(result.number("baseline_us")) + " us/step");
    }
    if (!peers.isEmpty()) {
      text.append("\n| peer | figure | ours is | first call |\n|---|---|---|---|\n");
      peers.forEach(peer -> text.append(peer(peer)));
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append("- ").append(name).append(": ").append(value).append('\n');
  }

  private static String spread(Result result) {
    double bytes = result.number("bytes_per_step");
    String allocated = Double.isNaN(bytes) ? "" : "; bytes a step " + Table.number(bytes);
    String shared =
        result.number("disturbed") > .5 ? "; the processor was shared most of the time" : "";
    return String.format(
            Locale.ROOT,
            "%.1f %% over %.0f JVMs",
            100 * result.number("spread"),
            result.number("forks"))
        + allocated
        + shared;
  }

  private static String share(Result result) {
    double share = result.number("share_of_peak");
    return Double.isNaN(share)
        ? ""
        : String.format(
            Locale.ROOT,
            "; reached %.2f of %.0f GFLOP/s a core",
            share,
            result.number("fma_peak_gflops"));
  }

  private static String checked(Result result) {
    return String.format(
        Locale.ROOT,
        "off by %.1e (allowed %.0e), held against %s",
        result.number("error"),
        result.number("tolerance"),
        result.text("checked"));
  }

  private static String peer(Result peer) {
    if (peer.isFailed()) {
      return "| %s | – | %s | |%n".formatted(peer.text("peer_name"), peer.reason());
    }
    return String.format(
        Locale.ROOT,
        "| %s | %s | %.2f× as fast | %.2f s |%n",
        peer.text("peer"),
        Table.figure(peer),
        peer.number("ratio"),
        peer.number("first_s"));
  }

  private static List<String> lost(List<Result> results) {
    List<String> lost = new ArrayList<>();
    for (Result result : results) {
      if (result.isPeer() && !result.isFailed() && result.number("ratio") < 1) {
        lost.add(
            String.format(
                Locale.ROOT,
                "- %s: %s is %.2f× as fast as ours.%n",
                result.row(),
                result.text("peer"),
                1 / result.number("ratio")));
      }
    }
    return lost;
  }

  /// Times of one row, ours first, beside its bound; empty where no peer was timed.
  static Optional<BarChart> picture(List<Result> results) {
    String row =
        results.stream()
            .filter(r -> r.isPeer() && !r.isFailed())
            .map(Result::row)
            .min((a, b) -> Boolean.compare(b.equals(SHOWN), a.equals(SHOWN)))
            .orElse("");
    List<Result> shown =
        results.stream().filter(r -> r.row().equals(row) && !r.isFailed()).toList();
    BarChart chart = null;
    for (Result result : shown) {
      chart = with(chart, result);
    }
    return Optional.ofNullable(chart).map(whole -> cut(whole, shown));
  }

  /// One bar that dwarfs all of several others is cut.
  private static BarChart cut(BarChart chart, List<Result> shown) {
    double[] figures = shown.stream().mapToDouble(Result::figure).sorted().toArray();
    int last = figures.length - 1;
    if (last < FEW || figures[last] < DWARFING * figures[last - 1]) {
      return chart;
    }
    Axis axis = chart.axis().range(0, 1.2 * figures[last - 1]);
    return new BarChart(chart.title(), axis, chart.bars(), chart.floors());
  }

  private static BarChart with(@org.jspecify.annotations.Nullable BarChart chart, Result result) {
    if (chart == null) {
      String title = Rows.named(result.row()).work();
      BarChart started = BarChart.of(title, Axis.linear(result.unit()));
      Bar bar = Bar.of("ebm4j, " + result.text("engine"), result.figure()).hue(0);
      double share = result.number("share_of_peak");
      BarChart first = started.plus(bar);
      return Double.isNaN(share)
          ? first
          : first.plus(new Floor("at the peak", share * result.figure()));
    }
    return chart.plus(Bar.of(result.text("peer"), result.figure()).hue(1));
  }
}
