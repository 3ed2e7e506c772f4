package org.ebm4j.benchmarks.work;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.ebm4j.benchmarks.row.Row;

/// The rows there are, in the order of the table.
public final class Rows {
  private static final List<Row> ALL =
      List.of(
          new ProductRow(64),
          new ProductRow(256),
          new ProductRow(1024),
          MlpRow.chain(),
          MlpRow.one(),
          new QuadraticRow(2, 200),
          new QuadraticRow(16, 200),
          new QuadraticRow(100, 50),
          new VicregRow(),
          new IsingRow(.4),
          new RosenbrockRow(),
          new ColdStartRow());

  private Rows() {}

  /// All of them.
  public static List<Row> all() {
    return ALL;
  }

  /// The row of that name.
  ///
  /// @throws IllegalArgumentException if there is none, with the names there are
  public static Row named(String name) {
    return ALL.stream()
        .filter(row -> row.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "there is no row '%s'; there are %s".formatted(name, names())));
  }

  /// Rows by their names, in the order given, each once.
  ///
  /// @throws IllegalArgumentException if one is not there, with the names there are
  public static List<Row> named(List<String> names) {
    List<Row> rows = new ArrayList<>();
    names.stream().distinct().forEach(name -> rows.add(named(name)));
    return rows;
  }

  private static String names() {
    return ALL.stream().map(Row::name).collect(Collectors.joining(", "));
  }
}
