package org.ebm4j.benchmarks.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ebm4j.benchmarks.fork.Sorted;
import org.ebm4j.viz.record.Json;

/// What one fork found.
///
/// @param fields as the fork printed them
record Sample(Map<String, Json> fields) {
  private static final double DISTURBED = 1.02; // wall time over processor time
  private static final int ENOUGH = 3; // windows

  static Sample of(String json) {
    if (!(Json.parse(json) instanceof Json.Obj(var fields))) {
      throw new IllegalArgumentException("a fork should print an object, found " + json);
    }
    return new Sample(fields);
  }

  double[] numbers(String name) {
    return fields.get(name) instanceof Json.Arr(List<Json> items)
        ? items.stream().mapToDouble(Json::asDouble).toArray()
        : new double[0];
  }

  /// NaN where there is none.
  double number(String name) {
    Json field = fields.get(name);
    return field == null ? Double.NaN : field.asDouble();
  }

  String text(String name) {
    return fields.get(name) instanceof Json.Text(var value) ? value : "";
  }

  boolean truth(String name) {
    return fields.get(name) instanceof Json.Truth(var value) && value;
  }

  /// Wall time of a step: the median of the windows in which the processor was not taken away,
  /// where there are some; else of all.
  double microseconds() {
    double[] wall = numbers("wall_us");
    double[] calm =
        IntStream.range(0, wall.length).filter(this::calm).mapToDouble(i -> wall[i]).toArray();
    return Sorted.of(calm.length >= ENOUGH ? calm : wall).median();
  }

  /// How many of the windows the processor was taken away in, as a part of all.
  double disturbed() {
    int windows = numbers("wall_us").length;
    return 1 - (double) IntStream.range(0, windows).filter(this::calm).count() / windows;
  }

  private boolean calm(int window) {
    return numbers("wall_us")[window] <= DISTURBED * numbers("processor_us")[window];
  }

  double processorMicroseconds() {
    return Sorted.of(numbers("processor_us")).median();
  }

  double peak() {
    return Sorted.of(numbers("peaks")).median();
  }

  /// NaN where operations do not measure the work, or there is no peak.
  double share() {
    return Sorted.of(numbers("shares")).median();
  }

  /// Half of the windows lie within this part of the median.
  double quartiles() {
    Sorted windows = Sorted.of(Arrays.stream(numbers("wall_us")).toArray());
    return (windows.quantile(.75) - windows.quantile(.25)) / windows.median();
  }
}
