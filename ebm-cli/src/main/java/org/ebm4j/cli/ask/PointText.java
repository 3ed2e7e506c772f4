package org.ebm4j.cli.ask;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.ebm4j.api.space.Component;
import org.ebm4j.api.space.Layout;
import org.ebm4j.cli.terminal.Refusal;
import org.ebm4j.cli.terminal.Sentence;
import org.ebm4j.training.data.Dataset;
import org.ebm4j.viz.record.Json;

/// A point as a person writes it.
///
///     [0.3, 1.2]            its numbers, row-major; nested lists too
///     0.3, 1.2              the same
///     {"x": 0.3, "y": 1.2}  by component
///     point.json            one of these in a file
///     rows.csv#17           row 17 of a .csv, .npy or .idx file, counted from 0; without # the first
///
/// A null is a number that is not known.
final class PointText {
  private static final long LONGEST = 64 << 20;

  private final String option;
  private final Layout layout;

  private PointText(String option, Layout layout) {
    this.option = option;
    this.layout = layout;
  }

  /// The numbers of a point that is wholly known.
  ///
  /// @param option that gave it, for refusals
  static double[] whole(String option, String text, Layout layout) {
    PointText point = new PointText(option, layout);
    double[] numbers = point.read(text);
    for (int i = 0; i < numbers.length; i++) {
      if (Double.isNaN(numbers[i])) {
        throw point.wrong("number " + i + " is missing; give all " + numbers.length);
      }
    }
    return numbers;
  }

  /// The numbers of a point, NaN where it is not known.
  static double[] partial(String option, String text, Layout layout) {
    return new PointText(option, layout).read(text);
  }

  private double[] read(String text) {
    String stripped = text.strip();
    if (stripped.startsWith("[") || stripped.startsWith("{")) {
      return parsed(stripped);
    }
    return stripped.matches("[-+0-9., eE]+")
        ? parsed("[" + stripped + "]")
        : Refusal.unless(() -> file(stripped));
  }

  private double[] file(String text) throws IOException {
    int mark = text.lastIndexOf('#');
    String row = mark < 0 ? "0" : text.substring(mark + 1);
    Path file = Path.of(mark < 0 ? text : text.substring(0, mark));
    if (!Files.isRegularFile(file)) {
      throw wrong(
          "there is no file %s; give numbers as in '[0.3, 1.2]', or a file".formatted(file));
    }
    if (!row.matches("[0-9]{1,9}")) {
      throw wrong("'#%s' is no row; count them from 0".formatted(Sentence.visible(row)));
    }
    String plain = file.toString().toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
    if (plain.endsWith(".json")) {
      if (Files.size(file) > LONGEST) {
        throw wrong("%s has %d bytes, too many for a point".formatted(file, Files.size(file)));
      }
      return parsed(Files.readString(file));
    }
    Dataset rows =
        plain.endsWith(".npy")
            ? Dataset.npy(file)
            : plain.endsWith(".idx") || plain.contains("-ubyte")
                ? Dataset.idx(file)
                : Dataset.csv(file);
    return row(rows, Integer.parseInt(row));
  }

  private double[] row(Dataset rows, int row) {
    if (row >= rows.size()) {
      throw wrong("there is no row %d among %d".formatted(row, rows.size()));
    }
    double[] numbers = new double[rows.width()];
    Arrays.setAll(numbers, i -> rows.get(row, i));
    return complete(numbers);
  }

  private double[] parsed(String text) {
    Json json;
    try {
      json = Json.parse(text);
    } catch (IllegalArgumentException e) {
      throw wrong(Sentence.of(e));
    }
    if (json instanceof Json.Obj(Map<String, Json> fields)) {
      return components(fields);
    }
    List<Double> numbers = new ArrayList<>();
    flatten(json, numbers);
    return complete(numbers.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private double[] components(Map<String, Json> fields) {
    double[] numbers = new double[layout.size()];
    Arrays.fill(numbers, Double.NaN);
    fields.forEach((name, value) -> {
      Component component =
          layout.components().stream()
              .filter(c -> c.name().equals(name) && !name.isEmpty())
              .findFirst()
              .orElseThrow(
                  () -> wrong("there is no component '%s'".formatted(Sentence.visible(name))));
      List<Double> found = new ArrayList<>();
      flatten(value, found);
      if (found.size() != component.size()) {
        throw wrong(
            "component '%s' %s has %d numbers, found %d"
                .formatted(name, component.shape(), component.size(), found.size()));
      }
      for (int i = 0; i < found.size(); i++) {
        numbers[component.offset() + i] = found.get(i);
      }
    });
    return numbers;
  }

  private void flatten(Json value, List<Double> numbers) {
    switch (value) {
      case Json.Arr(List<Json> items) -> items.forEach(item -> flatten(item, numbers));
      case Json.Whole(long whole) -> numbers.add((double) whole);
      case Json.Real(double real) -> numbers.add(real);
      case Json.Truth(boolean truth) -> numbers.add(truth ? 1.0 : 0.0);
      case Json.Null _ -> numbers.add(Double.NaN);
      case Json.Text _, Json.Obj _ ->
          throw wrong("%s is no number".formatted(Sentence.visible(value.compact())));
    }
  }

  private double[] complete(double[] numbers) {
    if (numbers.length != layout.size()) {
      throw wrong("found %d numbers".formatted(numbers.length));
    }
    for (double number : numbers) {
      if (Double.isInfinite(number)) {
        throw wrong("numbers should be finite");
      }
    }
    return numbers;
  }

  private Refusal wrong(String found) {
    return new Refusal("%s: %s; it should be a point of %s".formatted(option, found, described()));
  }

  private String described() {
    String numbers = layout.size() == 1 ? "1 number" : layout.size() + " numbers";
    return layout.isPlain()
        ? numbers
        : layout.components().stream()
            .map(c -> c.name() + " " + c.shape())
            .collect(Collectors.joining(", ", numbers + " (", ")"));
  }
}
