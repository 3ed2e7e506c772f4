package org.ebm4j.viz.record;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What was measured at one step of one run.
///
/// @param run which run of several that share a file; empty where there is one
/// @param step counts what the run counts, from 0
/// @param values by name; sorted
/// @param times in seconds, by name; sorted. They stand apart because they differ from run to run
public record Metrics(
    String run, long step, SortedMap<String, Double> values, SortedMap<String, Double> times) {

  public Metrics {
    if (step < 0) {
      throw new IllegalArgumentException(
          "metrics of run '%s' at step %d; steps count from 0".formatted(run, step));
    }
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    times = Collections.unmodifiableSortedMap(new TreeMap<>(times));
  }

  public static Metrics at(String run, long step, Map<String, Double> values) {
    return new Metrics(run, step, new TreeMap<>(values), new TreeMap<>());
  }

  /// The same metrics with times beside them.
  public Metrics took(Map<String, Double> seconds) {
    return new Metrics(run, step, values, new TreeMap<>(seconds));
  }

  Json json() {
    Map<String, Json> fields = new LinkedHashMap<>();
    if (!run.isEmpty()) {
      fields.put("run", Json.of(run));
    }
    fields.put("step", Json.of(step));
    fields.put("values", Json.numbers(values));
    if (!times.isEmpty()) {
      fields.put("times", Json.numbers(times));
    }
    return new Json.Obj(fields);
  }

  /// @throws IllegalArgumentException where the line is not what [#json()] writes
  static Metrics parse(String line) {
    if (!(Json.parse(line) instanceof Json.Obj object)
        || !(object.fields().get("step") instanceof Json.Whole step)) {
      throw new IllegalArgumentException("metrics need an object with a whole \"step\"");
    }
    String run = object.fields().get("run") instanceof Json.Text text ? text.value() : "";
    return new Metrics(run, step.value(), numbers(object, "values"), numbers(object, "times"));
  }

  private static SortedMap<String, Double> numbers(Json.Obj object, String name) {
    SortedMap<String, Double> numbers = new TreeMap<>();
    if (object.fields().get(name) instanceof Json.Obj named) {
      named.fields().forEach((key, value) -> numbers.put(key, value.asDouble()));
    }
    return numbers;
  }
}
