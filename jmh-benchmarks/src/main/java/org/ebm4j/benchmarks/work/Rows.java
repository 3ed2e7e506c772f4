package org.ebm4j.benchmarks.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
          new QuadraticRow(2),
          new QuadraticRow(16),
          new QuadraticRow(100),
          new VicregRow(),
          new DigitsRow(),
          new RolloutRow(20),
          new IsingRow(.4),
          new PottsRow(.5),
          new RbmRow(1),
          new RosenbrockRow(),
          new MalaRow(),
          coldStart(System.getProperty("ebm4j.home", ""))); // the script says where it is

  /// Sizes that do not fit the lanes, few and many chains, wide and deep nets.
  private static final List<String> GROWTH =
      List.of(
          "gemm-7",
          "gemm-33",
          "gemm-100",
          "gemm-1000",
          "quad-7",
          "quad-33",
          "quad-1000",
          "chains-1",
          "chains-7",
          "chains-31",
          "chains-33",
          "chains-1000",
          "chains-10000",
          "chains-1000000",
          "width-7",
          "width-33",
          "width-100",
          "width-1024",
          "depth-1",
          "depth-5",
          "depth-20");

  private static final Pattern FAMILY =
      Pattern.compile("(gemm|quad|chains|width|depth)-([1-9][0-9]{0,6})");
  private static final int WIDEST = 99_999; // of all but chains

  private Rows() {}

  /// All of them.
  public static List<Row> all() {
    return ALL;
  }

  /// From launching a process to its answer.
  ///
  /// @param home the folder of the script `ebm`, or nothing to launch a Java program instead
  public static Row coldStart(String home) {
    return new ColdStartRow(home);
  }

  /// Rows for curves of growth.
  public static List<Row> growth() {
    return named(GROWTH);
  }

  /// The row of that name: one of [#all], or of a family that grows, as `gemm-100` or `chains-33`.
  ///
  /// @throws IllegalArgumentException if there is none, with the names there are
  public static Row named(String name) {
    return ALL.stream()
        .filter(row -> row.name().equals(name))
        .findFirst()
        .or(() -> grown(name))
        .orElseThrow(() ->
            new IllegalArgumentException(
                "there is no row '%s'; there are %s, and gemm-N, quad-N, chains-N, width-N, depth-N of any size"
                    .formatted(name, names())));
  }

  private static Optional<Row> grown(String name) {
    Matcher family = FAMILY.matcher(name);
    if (!family.matches()) {
      return Optional.empty();
    }
    int size = Integer.parseInt(family.group(2));
    if (size > WIDEST && !family.group(1).equals("chains")) {
      return Optional.empty();
    }
    return Optional.of(
        switch (family.group(1)) {
          case "gemm" -> new ProductRow(size);
          case "quad" -> new QuadraticRow(size);
          case "chains" -> new DeepRow(name, 128, 2, size);
          case "width" -> new DeepRow(name, size, 2, 1024);
          default -> new DeepRow(name, 128, size, 1024);
        });
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
