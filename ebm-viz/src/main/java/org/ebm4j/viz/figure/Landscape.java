package org.ebm4j.viz.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.ebm4j.viz.geometry.Numbers;

/// An energy over the plane: colours from low (dark) to high (pale), contour lines, and on top of
/// them clouds of points and paths.
///
/// The first cloud is drawn white (the data), the next orange (samples), then sky blue. A path runs
/// from a ring to a filled dot. x and y have the same unit on the page unless the area is more than
/// twice as long as high or the reverse.
///
/// @param value what the field measures
/// @param from the value of the darkest colour, NaN for the least of the field
/// @param to the value of the palest colour, which all higher values share; NaN for the field's
///   95th percentile, for energies grow steep where nothing happens
public record Landscape(
    String title,
    Field field,
    String value,
    double from,
    double to,
    List<Points> clouds,
    List<Points> paths)
    implements Figure {

  public Landscape {
    clouds = List.copyOf(clouds);
    paths = List.copyOf(paths);
    if (from >= to) {
      throw new IllegalArgumentException(
          "landscape '%s': colours run from %s to %s; the first must be the smaller"
              .formatted(title, from, to));
    }
  }

  /// The bare field.
  ///
  /// @param value what it measures, for the colour bar
  public static Landscape of(String title, Field field, String value) {
    return new Landscape(title, field, value, Double.NaN, Double.NaN, List.of(), List.of());
  }

  /// The same landscape with fixed ends of the colours.
  public Landscape range(double from, double to) {
    return new Landscape(title, field, value, from, to, clouds, paths);
  }

  public Landscape cloud(Points added) {
    List<Points> all = new ArrayList<>(clouds);
    all.add(added);
    return new Landscape(title, field, value, from, to, all, paths);
  }

  /// Adds a path; paths of the same name share one entry of the legend.
  public Landscape path(Points added) {
    List<Points> all = new ArrayList<>(paths);
    all.add(added);
    return new Landscape(title, field, value, from, to, clouds, all);
  }

  /// The least, 95th percentile and greatest finite value; empty where there is none.
  double[] spread() {
    double[] sorted = Arrays.stream(field.values()).filter(Double::isFinite).sorted().toArray();
    int n = sorted.length;
    return n == 0
        ? sorted
        : new double[] {sorted[0], sorted[(int) Math.round(0.95 * (n - 1))], sorted[n - 1]};
  }

  @Override
  public String alt() {
    double[] spread = spread();
    String values =
        spread.length == 0
            ? "no finite value"
            : "values from " + Numbers.brief(spread[0], 3) + " to " + Numbers.brief(spread[2], 3);
    String over =
        clouds.stream()
            .map(c -> ", " + c.count() + " points: " + c.name())
            .collect(Collectors.joining());
    String along =
        paths.isEmpty() ? "" : ", " + paths.size() + " paths: " + paths.getFirst().name();
    return "%s. Heat map of %s with contour lines, %s%s%s."
        .formatted(title, value, values, over, along);
  }
}
