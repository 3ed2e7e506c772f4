package org.ebm4j.api.weights;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Weights as a table of text: columns as wide as their widest cell, two spaces apart, numbers to
/// the right.
final class WeightsTable {
  private record Row(String name, String type, String shape, String count) {}

  private WeightsTable() {}

  static String of(Weights weights) {
    List<Row> rows = new ArrayList<>();
    rows.add(new Row("name", "type", "shape", "parameters"));
    for (Map.Entry<String, Tensor> entry : weights.tensors().entrySet()) {
      Tensor tensor = entry.getValue();
      rows.add(
          new Row(
              Names.visible(entry.getKey()),
              tensor.type().name(),
              tensor.shape().toString(),
              number(tensor.count())));
    }
    rows.add(new Row("total", "", "", number(weights.count())));
    return printed(rows);
  }

  private static String printed(List<Row> rows) {
    int names = rows.stream().mapToInt(row -> row.name().length()).max().orElse(1);
    int shapes = rows.stream().mapToInt(row -> row.shape().length()).max().orElse(1);
    int counts = rows.stream().mapToInt(row -> row.count().length()).max().orElse(1);
    String format = "%-" + names + "s  %-4s  %-" + shapes + "s  %" + counts + "s\n";
    StringBuilder table = new StringBuilder();
    for (Row row : rows) {
      table.append(
          String.format(Locale.ROOT, format, row.name(), row.type(), row.shape(), row.count()));
    }
    return table.toString();
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
