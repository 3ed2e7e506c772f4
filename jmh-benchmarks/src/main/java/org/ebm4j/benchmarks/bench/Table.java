package org.ebm4j.benchmarks.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Results as lines for a terminal.
final class Table {
  private static final String NOTHING = "–";

  private Table() {}

  /// One line a row: its figure, the spread over the JVMs, the baseline, how many times faster the
  /// row is, and its share of the peak.
  ///
  /// @param compared with a saved run, whose figures then are the baselines; empty for plain Java
  ///   loops
  static String of(List<Result> results, List<Comparison> compared) {
    Map<String, Comparison> before =
        compared.stream().collect(Collectors.toMap(Comparison::row, Function.identity()));
    List<List<String>> lines = new ArrayList<>();
    String baseline = compared.isEmpty() ? "plain Java, us/step" : "saved";
    lines.add(List.of("row", "figure", "spread", baseline, "ratio", "of peak", ""));
    for (Result result : results) {
      lines.add(result.isPeer() ? peer(result) : own(result, before));
    }
    return laidOut(lines) + conditions(results);
  }

  private static List<String> peer(Result result) {
    String name = "  " + result.text("peer_name");
    if (result.isFailed()) {
      return List.of(name, "–", "", "", "", "", result.reason());
    }
    String ratio = "ours is " + times(result.number("ratio"));
    return List.of(
        name, figure(result), "", "", "", "", ratio + " as fast as " + result.text("peer"));
  }

  private static List<String> own(Result result, Map<String, Comparison> before) {
    return result.isFailed()
        ? List.of(result.row(), "failed", "", "", "", "", result.reason())
        : line(result, before);
  }

  private static List<String> line(Result result, Map<String, Comparison> before) {
    Comparison comparison = before.get(result.row());
    double plain = result.number("baseline_us");
    String baseline = Double.isNaN(plain) ? NOTHING : number(plain);
    String ratio = Double.isNaN(plain) ? NOTHING : times(plain / result.stepMicroseconds());
    if (comparison != null) {
      baseline = number(comparison.before());
      ratio = times(1 / comparison.factor());
    } else if (!before.isEmpty()) {
      baseline = NOTHING;
      ratio = NOTHING;
    }
    return List.of(
        result.row(),
        figure(result),
        percent(result.number("spread")),
        baseline,
        ratio,
        percent(result.number("share_of_peak")),
        comparison == null ? notes(result) : comparison.inWords());
  }

  private static String notes(Result result) {
    double disturbed = result.number("disturbed");
    String further = Further.of(result);
    return further.isEmpty() && disturbed > .9
        ? "the processor was shared all the time: the share holds, the time is too long"
        : further;
  }

  /// The figure with its unit.
  static String figure(Result result) {
    return number(result.figure()) + " " + result.unit();
  }

  /// Three digits.
  static String number(double value) {
    if (Double.isNaN(value)) {
      return NOTHING;
    }
    int digits = value == 0 ? 0 : (int) Math.floor(Math.log10(Math.abs(value)));
    return String.format(Locale.ROOT, "%." + Math.clamp(2 - digits, 0, 6) + "f", value);
  }

  private static String times(double ratio) {
    return Double.isNaN(ratio) ? NOTHING : number(ratio) + "×";
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? NOTHING : String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  private static String laidOut(List<List<String>> lines) {
    int columns = lines.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> line : lines) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      StringBuilder row = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        String cell = line.get(i);
        String room = " ".repeat(widths[i] - cell.length());
        boolean words = i == 0 || i == columns - 1;
        row.append(words ? cell + room : room + cell).append("  ");
      }
      text.append(row.toString().stripTrailing()).append(System.lineSeparator());
    }
    return text.toString();
  }

  private static String conditions(List<Result> results) {
    return results.stream()
        .filter(result -> !result.isFailed())
        .findFirst()
        .map(result ->
            String.format(
                Locale.ROOT,
                "engine %s, %.0f bits, %.0f thread(s), %s, JDK %s; FMA peak %.0f GFLOP/s a core%n",
                result.text("engine"),
                result.number("lanes_bits"),
                result.number("threads"),
                result.text("processor"),
                result.text("jdk"),
                result.number("fma_peak_gflops")))
        .orElse("");
  }
}
