package org.ebm4j.benchmarks.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.ebm4j.benchmarks.fork.Fork;
import org.ebm4j.benchmarks.fork.Order;
import org.jspecify.annotations.Nullable;

/// Starts the JVMs, one at a time: every row's first, then every row's second, and so on, so that a
/// machine that slows down does so for all.
final class Forks {
  private final PrintStream err;
  private final Jvm jvm;
  private final Unfinished unfinished;

  /// @param err where progress is told
  /// @param unfinished what takes over every measurement
  Forks(PrintStream err, Jvm jvm, Unfinished unfinished) {
    this.err = err;
    this.jvm = jvm;
    this.unfinished = unfinished;
  }

  List<Result> results(List<Order.What> rows, Effort effort)
      throws IOException, InterruptedException {
    List<Series> all = rows.stream().map(Series::new).toList();
    for (int fork = 1; fork <= effort.forks(); fork++) {
      for (Series series : all) {
        if (series.failure == null) {
          err.printf("bench: %s, JVM %d of %d%n", series.row.name(), fork, effort.forks());
          series.failure = sample(series.row, effort, series.samples);
          if (series.failure != null) {
            err.printf("bench: %s: %s%n", series.row.name(), series.failure);
          }
          unfinished.keep(all.stream().filter(Series::isBegun).map(Series::result).toList());
        }
      }
    }
    return all.stream().map(Series::result).toList();
  }

  /// The forks of one row.
  private static final class Series {
    final Order.What row;
    final List<Sample> samples = new ArrayList<>();
    @Nullable String failure;

    Series(Order.What row) {
      this.row = row;
    }

    boolean isBegun() {
      return failure != null || !samples.isEmpty();
    }

    Result result() {
      return failure == null ? Result.of(row.name(), samples) : Result.failed(row.name(), failure);
    }
  }

  /// @return why there is no sample, or null
  private @Nullable String sample(Order.What row, Effort effort, List<Sample> samples)
      throws IOException, InterruptedException {
    var order = new Order(row, jvm.engine(), jvm.threads(), effort.warmUp(), effort.time());
    Jvm.Left left = jvm.run(Fork.class, order.arguments());
    if (!left.failure().isEmpty()) {
      return left.failure();
    }
    samples.add(Sample.of(left.printed()));
    return null;
  }
}
