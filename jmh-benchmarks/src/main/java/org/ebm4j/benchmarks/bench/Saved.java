package org.ebm4j.benchmarks.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ebm4j.api.weights.AtomicFile;
import org.ebm4j.viz.figure.Axis;
import org.ebm4j.viz.figure.Bar;
import org.ebm4j.viz.figure.BarChart;
import org.ebm4j.viz.figure.Floor;
import org.ebm4j.viz.record.Json;

/// Runs in files: `bench.json`, the array that `--json` prints, `cards.md`, `bench.png`, and
/// `peers.png` where there were peers. Until a run is finished it is in `unfinished.json` and
/// `unfinished.md`, beside an earlier one that was.
final class Saved {
  private static final String RUN = "bench.json";
  private static final String PART = "unfinished.json";
  private static final String PART_CARDS = "unfinished.md";

  private Saved() {}

  /// Reads what `--out` or `--json` wrote.
  ///
  /// @param place a file, or the folder given to `--out`
  /// @throws IllegalArgumentException if the file holds something else, or is not there
  static List<Result> read(Path place) throws IOException {
    Path file = Files.isDirectory(place) ? place.resolve(RUN) : place;
    if (Files.notExists(file) && Files.exists(place.resolve(PART))) {
      throw new IllegalArgumentException(
          "%s holds a run that was not finished; give a finished one, or %s itself"
              .formatted(place, PART));
    }
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException(
          file + " cannot be read; give the bench.json of a run made with --out");
    }
    try {
      if (Json.parse(Files.readString(file)) instanceof Json.Arr(List<Json> rows)) {
        return rows.stream().map(Result::of).toList();
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + " is no saved run: " + e.getMessage(), e);
    }
    throw new IllegalArgumentException(file + " is no saved run: it should hold an array of rows");
  }

  /// Makes the folder if need be.
  ///
  /// @throws IllegalArgumentException if it cannot be made, or a run began there and was not
  ///   finished, which the next would write over
  static void prepare(Path folder) throws IOException {
    try {
      Files.createDirectories(folder);
    } catch (FileAlreadyExistsException e) {
      throw new IllegalArgumentException(folder + " is no folder; give --out another name", e);
    }
    if (Files.exists(folder.resolve(PART))) {
      throw new IllegalArgumentException(
          "%s holds a run that was not finished; give --out another name, or delete %s there"
              .formatted(folder, PART));
    }
  }

  /// A whole run. Whoever reads a file while it is replaced sees the old one or the new.
  ///
  /// @param command as it was typed
  static void write(Path folder, List<Result> results, String command) throws IOException {
    write(folder.resolve(RUN), array(results).pretty());
    write(folder.resolve("cards.md"), Cards.of(results, command));
    Optional<BarChart> peers = Cards.picture(results);
    if (peers.isPresent()) {
      peers.get().png(folder.resolve("peers.png"));
    }
    if (results.stream().anyMatch(Saved::hasShare)) {
      shares(results).png(folder.resolve("bench.png"));
    }
    Files.deleteIfExists(folder.resolve(PART));
    Files.deleteIfExists(folder.resolve(PART_CARDS));
  }

  /// What there is of a run that goes on.
  static void writePart(Path folder, List<Result> results, String command) throws IOException {
    write(folder.resolve(PART), array(results).pretty());
    write(folder.resolve(PART_CARDS), Cards.of(results, command + " (not finished)"));
  }

  private static void write(Path file, String text) throws IOException {
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  static Json array(List<Result> results) {
    return new Json.Arr(results.stream().map(Result::json).toList());
  }

  private static boolean hasShare(Result result) {
    return !result.isPeer() && !Double.isNaN(result.number("share_of_peak"));
  }

  /// How near the rows come to what the processor can do at most.
  private static BarChart shares(List<Result> results) {
    Result first = results.stream().filter(Saved::hasShare).findFirst().orElseThrow();
    String title =
        "Share of the multiply-add peak · %s, %s bits, %d thread(s)"
            .formatted(
                first.text("engine"),
                Math.round(first.number("lanes_bits")),
                Math.round(first.number("threads")));
    BarChart chart = BarChart.of(title, Axis.linear("share of the peak measured between samples"));
    for (Result result : results) {
      if (hasShare(result)) {
        String name = "%s · %s".formatted(result.row(), Table.figure(result));
        chart = chart.plus(Bar.of(name, result.number("share_of_peak")).hue(0));
      }
    }
    return chart.plus(new Floor("the peak", 1));
  }
}
