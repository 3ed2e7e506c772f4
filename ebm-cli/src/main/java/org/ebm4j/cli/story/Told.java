package org.ebm4j.cli.story;

import java.util.List;
import java.util.Map;
import org.ebm4j.api.weights.Weights;
import org.ebm4j.cli.run.Recorded;
import org.ebm4j.viz.record.Metrics;

/// What a page is made of.
///
/// @param recorded `run.json`
/// @param metrics in the order in which they were written
/// @param arrays of the pictures, by the chapter's name
public record Told(Recorded recorded, List<Metrics> metrics, Map<String, Weights> arrays) {

  public Told {
    metrics = List.copyOf(metrics);
    arrays = Map.copyOf(arrays);
  }

  /// Whether a figure of this name came out.
  boolean has(String figure) {
    return recorded.record().figures().containsKey(figure);
  }

  /// A figure; NaN where it did not come out.
  double figure(String name) {
    return recorded.record().figures().getOrDefault(name, Double.NaN);
  }

  /// A setting of the run; empty where it has none of that name.
  String setting(String name) {
    return recorded.record().settings().getOrDefault(name, "");
  }

  /// Whether the run was this verb's.
  boolean isOf(String verb) {
    return recorded.record().command().stream().findFirst().filter(verb::equals).isPresent();
  }

  /// The arrays of one chapter; empty where there are none.
  Weights arrays(String chapter) {
    return arrays.getOrDefault(chapter, Weights.empty());
  }
}
