package org.ebm4j.viz.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.ebm4j.viz.geometry.Numbers;

/// One bar for each of several named things, with the interval and the single measurements behind
/// it, and floors to compare with.
///
/// Bars lie on their side, so that names can be sentences. One that would leave an axis with a
/// fixed end is cut there and shows a gap; its number tells how long it is.
public record BarChart(String title, Axis axis, List<Bar> bars, List<Floor> floors)
    implements Figure {

  public BarChart {
    bars = List.copyOf(bars);
    floors = List.copyOf(floors);
    if (axis.log()) {
      throw new IllegalArgumentException(
          "bar chart '%s' has a logarithmic axis; a bar's length means nothing there, use a LineChart"
              .formatted(title));
    }
  }

  /// A chart without bars yet.
  public static BarChart of(String title, Axis axis) {
    return new BarChart(title, axis, List.of(), List.of());
  }

  public BarChart plus(Bar added) {
    List<Bar> all = new ArrayList<>(bars);
    all.add(added);
    return new BarChart(title, axis, all, floors);
  }

  public BarChart plus(Floor added) {
    List<Floor> all = new ArrayList<>(floors);
    all.add(added);
    return new BarChart(title, axis, bars, all);
  }

  @Override
  public String alt() {
    String values = bars.stream().map(Bar::inWords).collect(Collectors.joining("; "));
    String compared =
        floors.stream()
            .map(f -> "; " + f.label() + " at " + Numbers.brief(f.value(), 3))
            .collect(Collectors.joining());
    return "%s. Bar chart of %s: %s%s.".formatted(title, axis.label(), values, compared);
  }
}
