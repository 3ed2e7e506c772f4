package org.ebm4j.viz.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.ebm4j.viz.geometry.Numbers;

/// Values along an axis, one line for each series, with bands of uncertainty and floors to compare
/// with.
///
/// The name of each line stands where it ends, or above the plot where the figure is narrow. From
/// the eighth line on hues repeat, dashed.
public record LineChart(String title, Axis x, Axis y, List<Series> series, List<Floor> floors)
    implements Figure {

  public LineChart {
    series = List.copyOf(series);
    floors = List.copyOf(floors);
  }

  /// A chart without lines yet.
  public static LineChart of(String title, Axis x, Axis y) {
    return new LineChart(title, x, y, List.of(), List.of());
  }

  /// Eigenvalues of a covariance, largest first, on a logarithmic axis: a collapsed representation
  /// falls off a cliff.
  ///
  /// @param spectra one array of eigenvalues for each name, in any order; those that are not
  ///   positive fall below the edge
  public static LineChart spectrum(String title, List<String> names, List<double[]> spectra) {
    if (names.size() != spectra.size()) {
      throw new IllegalArgumentException(
          "%s: %d names for %d spectra; give one name for each"
              .formatted(title, names.size(), spectra.size()));
    }
    LineChart chart = of(title, Axis.linear("dimension, by size"), Axis.log("eigenvalue"));
    for (int i = 0; i < spectra.size(); i++) {
      double[] values = spectra.get(i).clone();
      java.util.Arrays.sort(values);
      double[] falling = new double[values.length];
      double[] rank = new double[values.length];
      for (int k = 0; k < values.length; k++) {
        falling[k] = values[values.length - 1 - k];
        rank[k] = k + 1;
      }
      chart = chart.plus(Series.of(names.get(i), rank, falling));
    }
    return chart;
  }

  public LineChart plus(Series added) {
    List<Series> all = new ArrayList<>(series);
    all.add(added);
    return new LineChart(title, x, y, all, floors);
  }

  public LineChart plus(Floor added) {
    List<Floor> all = new ArrayList<>(floors);
    all.add(added);
    return new LineChart(title, x, y, series, all);
  }

  @Override
  public String alt() {
    String lines =
        series.stream().map(s -> s.name() + " " + s.inWords()).collect(Collectors.joining("; "));
    String compared =
        floors.stream()
            .map(f -> "; " + f.label() + " at " + Numbers.brief(f.value(), 3))
            .collect(Collectors.joining());
    return "%s. Line chart of %s over %s: %s%s."
        .formatted(title, y.label(), x.label(), lines, compared);
  }
}
