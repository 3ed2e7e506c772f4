package org.ebm4j.benchmarks.bench;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A figure that some rows have beside their time, as people read it.
///
/// @param name in the JSON
/// @param words with one place for the number
/// @param scale what the number is multiplied with
record Further(String name, String words, double scale) {
  private static final Further[] ALL = {
    new Further("program_s", "a Java program %.2f s", 1),
    new Further("new_energy_ms", "a new energy in a running JVM %.1f ms", 1),
    new Further("with_views_us", "%.0f us with the views made", 1),
    new Further("converged", "%.0f %% converged", 100),
    new Further("gradients_per_start", "%.1f gradients a start", 1),
    new Further("lowest_energy", "lowest energy %.6g", 1),
    new Further("median_energy", "median %.6g", 1),
  };

  /// Those that a result has, or nothing.
  static String of(Result result) {
    return Stream.of(ALL)
        .filter(figure -> !Double.isNaN(result.number(figure.name)))
        .map(figure -> figure.of(result.number(figure.name)))
        .collect(Collectors.joining("; "));
  }

  private String of(double number) {
    return String.format(Locale.ROOT, words, scale * number);
  }
}
