package org.ebm4j.benchmarks.bench;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ebm4j.benchmarks.fork.Fork;
import org.ebm4j.benchmarks.fork.Order;
import org.jspecify.annotations.Nullable;

/// Starts the JVMs, one at a time: every row's first, then every row's second, and so on, so that a
/// machine that slows down does so for all.
final class Forks {
  private final PrintStream err;
  private final Machine machine;

  /// What the JVMs run with.
  ///
  /// @param engine its name, empty for the best
  /// @param threads that work
  /// @param isa what machine code may use, empty for all
  /// @param classPath of the user's classes, empty for none
  record Machine(String engine, int threads, String isa, String classPath) {}

  /// @param err where progress is told
  Forks(PrintStream err, Machine machine) {
    this.err = err;
    this.machine = machine;
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

    Result result() {
      return failure == null ? Result.of(row.name(), samples) : Result.failed(row.name(), failure);
    }
  }

  /// @return why there is no sample, or null
  private @Nullable String sample(Order.What row, Effort effort, List<Sample> samples)
      throws IOException, InterruptedException {
    Path errors = Files.createTempFile("ebm-bench", ".err");
    try {
      var order = new Order(row, machine.engine, machine.threads, effort.warmUp(), effort.time());
      Process process =
          new ProcessBuilder(command(order))
              .redirectError(ProcessBuilder.Redirect.to(errors.toFile()))
              .start();
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      if (code == 0) {
        samples.add(Sample.of(out));
        return null;
      }
      return reason(code, Files.readString(errors).strip());
    } finally {
      Files.delete(errors);
    }
  }

  private static String reason(int code, String said) {
    boolean sentence = code == Fork.WRONG || code == Fork.REFUSED;
    String last = said.substring(said.lastIndexOf('\n') + 1);
    return sentence ? last : "its JVM ended with %d: %s".formatted(code, said);
  }

  private List<String> command(Order order) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Debm4j.threads=" + order.threads());
    if (!machine.isa.isEmpty()) {
      command.add("-Debm4j.isa=" + machine.isa);
    }
    if (order.engine().equals("vector")) {
      command.add("--add-modules=jdk.incubator.vector");
    }
    String home = System.getProperty("ebm4j.home", "");
    if (!home.isEmpty()) {
      command.add("-Debm4j.home=" + home);
    }
    String own = System.getProperty("java.class.path");
    command.add("-cp");
    command.add(machine.classPath.isEmpty() ? own : own + File.pathSeparator + machine.classPath);
    command.add(Fork.class.getName());
    command.addAll(order.arguments());
    return command;
  }
}
