package org.ebm4j.viz.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ebm4j.viz.canvas.Palette;
import org.ebm4j.viz.figure.Axis;
import org.ebm4j.viz.figure.Floor;
import org.ebm4j.viz.figure.LineChart;
import org.ebm4j.viz.figure.Series;
import org.ebm4j.viz.geometry.Numbers;
import org.ebm4j.viz.record.Json;

/// What the page's script needs of a [LineChart], as JSON that no HTML parser can mistake for
/// markup.
final class ChartData {

  private ChartData() {}

  static String of(LineChart chart) {
    Map<String, Json> fields = new LinkedHashMap<>();
    fields.put("title", Json.of(chart.title()));
    fields.put("x", axis(chart.x()));
    fields.put("y", axis(chart.y()));
    List<Json> series = new ArrayList<>();
    for (int i = 0; i < chart.series().size(); i++) {
      series.add(series(chart.series().get(i), i));
    }
    fields.put("series", new Json.Arr(series));
    fields.put("floors", new Json.Arr(chart.floors().stream().map(ChartData::floor).toList()));
    return new Json.Obj(fields)
        .compact()
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026");
  }

  private static Json axis(Axis axis) {
    Map<String, Json> fields = new LinkedHashMap<>();
    fields.put("label", Json.of(axis.label()));
    fields.put("log", Json.of(axis.log()));
    fields.put("from", number(axis.from(), false));
    fields.put("to", number(axis.to(), false));
    return new Json.Obj(fields);
  }

  private static Json series(Series series, int place) {
    Map<String, Json> fields = new LinkedHashMap<>();
    fields.put("name", Json.of(series.name()));
    fields.put("hue", Json.of((long) series.hueAt(place) % Palette.HUES + 1));
    fields.put("dashed", Json.of(series.hueAt(place) >= Palette.HUES));
    fields.put("x", numbers(series.x()));
    fields.put("y", numbers(series.y()));
    fields.put("low", numbers(series.low()));
    fields.put("high", numbers(series.high()));
    return new Json.Obj(fields);
  }

  private static Json floor(Floor floor) {
    Map<String, Json> fields = new LinkedHashMap<>();
    fields.put("name", Json.of(floor.label() + " " + Numbers.brief(floor.value(), 3)));
    fields.put("value", number(floor.value(), false));
    return new Json.Obj(fields);
  }

  private static Json numbers(double[] values) {
    List<Json> items = new ArrayList<>();
    for (double value : values) {
      items.add(number(value, true));
    }
    return new Json.Arr(items);
  }

  /// Floats are enough for a screen and half as long; what is not finite is a gap.
  private static Json number(double value, boolean brief) {
    if (!Double.isFinite(value)) {
      return new Json.Null();
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Json.of((long) value);
    }
    return brief && Float.isFinite((float) value) && (float) value != 0
        ? Json.of((float) value)
        : Json.of(value);
  }
}
