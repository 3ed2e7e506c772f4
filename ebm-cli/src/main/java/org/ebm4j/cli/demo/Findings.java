package org.ebm4j.cli.demo;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ebm4j.api.weights.Weights;

/// What came out of an experiment.
///
/// @param figures every number, by name
/// @param arrays what its pictures are drawn from
/// @param learned what is worth keeping of it
/// @param complete whether all of it was done
record Findings(
    SortedMap<String, Double> figures, Weights arrays, List<Learned> learned, boolean complete) {

  Findings {
    figures = Collections.unmodifiableSortedMap(new TreeMap<>(figures));
    learned = List.copyOf(learned);
  }

  static Findings of(SortedMap<String, Double> figures, Weights arrays, Learned... learned) {
    return new Findings(figures, arrays, List.of(learned), true);
  }

  /// What is left of an experiment that was interrupted.
  static Findings interrupted(Learned... learned) {
    return new Findings(new TreeMap<>(), Weights.empty(), List.of(learned), false);
  }
}
