package org.ebm4j.cli.train;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ebm4j.api.weights.Weights;

/// What came out of a fit.
///
/// @param chapter of the page that tells it
/// @param figures every number, by name
/// @param arrays what the chapter's pictures are drawn from
record Found(String chapter, SortedMap<String, Double> figures, Weights arrays) {
  Found {
    figures = Collections.unmodifiableSortedMap(new TreeMap<>(figures));
  }
}
