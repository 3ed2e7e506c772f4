package org.ebm4j.viz.record;

import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.ebm4j.viz.file.WholeFile;

/// A file of metrics, one JSON object a line, that only grows.
///
///     {"run":"digits","step":40,"values":{"gauge.std":0.93,"loss":1.25},"times":{"step":0.0021}}
///
/// Every line reaches the file before [#write] returns, so that whatever ends the process ends at
/// most one line half-written; reading and resuming leave such a last line out. For one writer at a
/// time.
public final class MetricsLog implements Closeable {

  private final Writer out;

  private MetricsLog(Writer out) {
    this.out = out;
  }

  /// Starts a file anew; what it held is gone.
  public static MetricsLog create(Path file) throws IOException {
    return new MetricsLog(Files.newBufferedWriter(file));
  }

  /// Goes on with a file after keeping only the lines that `keep` accepts: those up to the step
  /// from which a run resumes, say. A file that is not there is started.
  ///
  /// @throws IOException also where a line other than the last is not metrics, with its number
  public static MetricsLog resume(Path file, Predicate<Metrics> keep) throws IOException {
    if (Files.exists(file)) {
      StringBuilder kept = new StringBuilder();
      read(file).stream().filter(keep).forEach(m -> kept.append(m.json().compact()).append('\n'));
      WholeFile.write(file, kept.toString());
    }
    return new MetricsLog(
        Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
  }

  public void write(Metrics metrics) throws IOException {
    out.write(metrics.json().compact());
    out.write('\n');
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  /// All metrics of a file in the order in which they were written; a last line without its end is
  /// left out.
  ///
  /// @throws IOException also where another line is not metrics, with its number
  public static List<Metrics> read(Path file) throws IOException {
    String text = Files.readString(file);
    List<String> lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    List<Metrics> all = new ArrayList<>();
    for (String line : lines) {
      try {
        all.add(Metrics.parse(line));
      } catch (IllegalArgumentException e) {
        throw new IOException(
            "%s: line %d of %d is not metrics (%s); remove it or start the file anew"
                .formatted(file.getFileName(), all.size() + 1, lines.size(), e.getMessage()),
            e);
      }
    }
    return all;
  }

  /// One value of one run over its steps: `[0]` the steps, `[1]` the values, where it was measured.
  public static double[][] series(List<Metrics> metrics, String run, String name) {
    List<Metrics> found =
        metrics.stream().filter(m -> m.run().equals(run) && m.values().containsKey(name)).toList();
    return new double[][] {
      found.stream().mapToDouble(Metrics::step).toArray(),
      found.stream().mapToDouble(m -> m.values().getOrDefault(name, Double.NaN)).toArray()
    };
  }
}
