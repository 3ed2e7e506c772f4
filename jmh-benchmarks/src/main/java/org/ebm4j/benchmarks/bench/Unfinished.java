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
  private final Thread farewell = new Thread(this::interrupted);
  private int rows;
  private int measured;
  private boolean over;

  /// @param folder of `--out`, or null
  /// @param wanted JVMs in all
  Unfinished(@Nullable Path folder, String command, int wanted, PrintStream err) {
    this.folder = folder;
    this.command = command;
    this.wanted = wanted;
    this.err = err;
    Runtime.getRuntime().addShutdownHook(farewell);
  }

  /// Takes over everything measured so far. Once the process ends there is nothing more to take:
  /// whoever measured is ended with it, and did not fail.
  synchronized void keep(List<Result> results) throws IOException {
    if (over) {
      return;
    }
    if (folder != null) {
      Saved.writePart(folder, results, command);
    }
    rows = (int) results.stream().filter(result -> !result.isPeer()).count();
    measured = results.stream().mapToInt(Unfinished::measurements).sum();
  }

  private static int measurements(Result result) {
    return result.isPeer() || result.isFailed() ? 0 : (int) result.number("forks");
  }

  /// All is measured.
  synchronized void finish() {
    over = true;
  }

  /// Somebody ends this process, and not always those it started.
  private synchronized void interrupted() {
    sayGoodbye();
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
  }

  private void sayGoodbye() {
    if (!over) {
      over = true;
      err.printf("bench: ended after %d of %d JVMs; %s%n", measured, wanted, kept());
    }
  }

  private String kept() {
    if (folder == null) {
      return "nothing was kept, for that give --out";
    }
    if (rows == 0) {
      return "there is nothing to keep yet";
    }
    return "%d row(s) are in %s; for the rest give --only, and --out another name"
        .formatted(rows, folder.resolve("unfinished.json"));
  }

  /// Says what is there, if that is not all.
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(farewell);
    } catch (IllegalStateException e) {
      return; // the process ends already, and the sentence is being said
    }
    synchronized (this) {
      sayGoodbye();
    }
  }
}
