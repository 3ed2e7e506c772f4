package org.ebm4j.benchmarks.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a run has measured so far: written after every JVM and every peer, so that whoever
/// interrupts or kills it loses one measurement and not an hour. A row is written with the JVMs it
/// has had; how many those are is its `forks`.
final class Unfinished implements AutoCloseable {
  private final @Nullable Path folder;
  private final String command;
  private final int wanted;
  private final PrintStream err;
  private final Thread farewell = new Thread(this::sayGoodbye);
  private volatile int rows;
  private volatile int measured;

  /// @param folder of `--out`, or null
  /// @param wanted JVMs in all
  Unfinished(@Nullable Path folder, String command, int wanted, PrintStream err) {
    this.folder = folder;
    this.command = command;
    this.wanted = wanted;
    this.err = err;
    Runtime.getRuntime().addShutdownHook(farewell);
  }

  /// Takes over everything measured so far.
  void keep(List<Result> results) throws IOException {
    if (folder != null) {
      Saved.writeFigures(folder, results, command + " (not finished)");
    }
    rows = (int) results.stream().filter(result -> !result.isPeer()).count();
    measured = results.stream().mapToInt(Unfinished::measurements).sum();
  }

  private static int measurements(Result result) {
    return result.isPeer() || result.isFailed() ? 0 : (int) result.number("forks");
  }

  private void sayGoodbye() {
    String kept =
        folder == null
            ? "nothing was kept, for that give --out"
            : "%d row(s) are in %s; ask for the rest with --only".formatted(rows, folder);
    err.printf("bench: interrupted after %d of %d JVMs; %s%n", measured, wanted, kept);
  }

  /// The run ended by itself.
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(farewell);
    } catch (IllegalStateException e) {
      // the process ends already, and the sentence is being said
    }
  }
}
