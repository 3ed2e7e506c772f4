package org.ebm4j.training;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// Numbers about one moment of a fit.
///
/// @param step steps done
/// @param values by name, in the order of the names
public record Metrics(long step, Map<String, Double> values) {
  public Metrics {
    values = Collections.unmodifiableMap(new TreeMap<>(values));
  }

  /// One number.
  ///
  /// @throws IllegalArgumentException if there is none of that name, with the names there are
  public double get(String name) {
    Double found = values.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "there is no number '" + name + "' at step " + step + "; there are " + values.keySet());
    }
    return found;
  }

  /// Whether there is a number of that name.
  public boolean has(String name) {
    return values.containsKey(name);
  }
}
