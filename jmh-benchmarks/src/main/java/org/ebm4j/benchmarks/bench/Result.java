package org.ebm4j.benchmarks.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ebm4j.benchmarks.fork.Sorted;
import org.ebm4j.benchmarks.row.Measure;
import org.ebm4j.viz.record.Json;

/// A row's figures: those of its best fork, with the spread over all of them.
///
/// @param row its name
/// @param figures by their names in the JSON, numbers and texts
public record Result(String row, Map<String, Json> figures) {
  private static final String FAILED = "failed";
  private static final int DIGITS = 4; // more than any machine repeats
  private static final Set<String> INNER =
      Set.of(
          "row",
          "wall_us",
          "processor_us",
          "peaks",
          "shares",
          "items",
          "rate",
          "scale",
          "unit",
          "bytes_per_step");

  /// @param samples of the forks, at least one
  static Result of(String row, List<Sample> samples) {
    Sample best =
        samples.stream().min(Comparator.comparingDouble(Sample::microseconds)).orElseThrow();
    Map<String, Json> figures = new LinkedHashMap<>();
    figures.put("row", Json.of(row));
    figure(best, figures);
    figures.put("spread", rounded(spread(samples)));
    figures.put("fma_peak_gflops", rounded(best.peak()));
    figures.put("share_of_peak", rounded(best.share()));
    figures.put("bytes_per_step", rounded(best.number("bytes_per_step")));
    figures.put("forks", Json.of(samples.size()));
    figures.put("processor_us", rounded(best.processorMicroseconds()));
    figures.put("disturbed", rounded(best.disturbed()));
    best.fields()
        .forEach((name, value) -> {
          if (!INNER.contains(name)) {
            figures.put(name, value);
          }
        });
    return new Result(row, figures);
  }

  /// A row that gave no figure.
  static Result failed(String row, String reason) {
    Map<String, Json> figures = new LinkedHashMap<>();
    figures.put("row", Json.of(row));
    figures.put(FAILED, Json.of(reason));
    return new Result(row, figures);
  }

  /// A peer's row that gave no figure.
  static Result failed(String row, String peer, String reason) {
    Map<String, Json> figures = new LinkedHashMap<>(failed(row, reason).figures);
    figures.put("peer_name", Json.of(peer));
    return new Result(row, figures);
  }

  /// What [#json] wrote.
  ///
  /// @throws IllegalArgumentException if it is no row
  static Result of(Json json) {
    if (json instanceof Json.Obj(var fields) && fields.get("row") instanceof Json.Text(var name)) {
      return new Result(name, fields);
    }
    throw new IllegalArgumentException(
        "a saved run holds objects with a \"row\" each, found " + json.compact());
  }

  private static void figure(Sample best, Map<String, Json> figures) {
    double microseconds = best.microseconds();
    var measure =
        new Measure(
            best.text("unit"), best.number("items"), best.truth("rate"), best.number("scale"));
    if (measure.equals(Measure.STEP)) {
      figures.put("us_per_step", rounded(microseconds));
    } else {
      figures.put("value", rounded(measure.of(microseconds)));
      figures.put("unit", Json.of(measure.unit()));
      figures.put("step_us", rounded(microseconds));
    }
  }

  /// Over the forks the distance of the slowest from the best, as a part of the best; with one fork
  /// that between the quartiles of its windows.
  private static double spread(List<Sample> samples) {
    if (samples.size() == 1) {
      return samples.getFirst().quartiles();
    }
    Sorted times = Sorted.of(samples.stream().mapToDouble(Sample::microseconds).toArray());
    return (times.greatest() - times.least()) / times.least();
  }

  /// Null where there is no number.
  static Json rounded(double value) {
    if (!Double.isFinite(value)) {
      return new Json.Null();
    }
    return Json.of(new BigDecimal(value).round(new MathContext(DIGITS)).doubleValue());
  }

  boolean isFailed() {
    return figures.containsKey(FAILED);
  }

  String reason() {
    return text(FAILED);
  }

  /// The row's figure: microseconds a step, or the value in its unit.
  double figure() {
    double microseconds = number("us_per_step");
    return Double.isNaN(microseconds) ? number("value") : microseconds;
  }

  String unit() {
    String unit = text("unit");
    return unit.isEmpty() ? Measure.STEP.unit() : unit;
  }

  /// Microseconds a step, whatever the figure is.
  double stepMicroseconds() {
    double microseconds = number("us_per_step");
    return Double.isNaN(microseconds) ? number("step_us") : microseconds;
  }

  /// The fields of the figure, if a step took so many times as long.
  Map<String, Json> scaled(double factor) {
    Map<String, Json> fields = new LinkedHashMap<>();
    if (text("unit").isEmpty()) {
      fields.put("us_per_step", rounded(factor * figure()));
    } else {
      fields.put("value", rounded(isRate() ? figure() / factor : factor * figure()));
      fields.put("unit", Json.of(unit()));
    }
    return fields;
  }

  /// Whether another tool's.
  boolean isPeer() {
    return !text("peer_name").isEmpty();
  }

  /// Whether more is better.
  boolean isRate() {
    return unit().endsWith("/ns");
  }

  /// NaN where there is none.
  double number(String name) {
    Json figure = figures.get(name);
    return figure == null || figure instanceof Json.Null ? Double.NaN : figure.asDouble();
  }

  /// Empty where there is none.
  String text(String name) {
    return figures.get(name) instanceof Json.Text(var value) ? value : "";
  }

  Json json() {
    return new Json.Obj(figures);
  }
}
