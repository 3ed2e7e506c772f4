package org.ebm4j.cli.terminal;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/// Progress as lines, for files and pipes: one when a piece of work begins, one every few seconds,
/// one at its end.
final class Lines implements Progress {
  private static final Duration BETWEEN = Duration.ofSeconds(10);

  private final PrintStream err;

  Lines(PrintStream err) {
    this.err = err;
  }

  @Override
  public Task begin(String name, long total) {
    err.println(name + " ...");
    return new Line(name, total);
  }

  private final class Line implements Task {
    private final String name;
    private final long total;
    private final long begun = System.nanoTime();
    private long shown = begun;
    private long done;
    private String note = "";

    Line(String name, long total) {
      this.name = name;
      this.total = total;
    }

    @Override
    public void at(long done, String note) {
      this.done = done;
      this.note = note;
      long now = System.nanoTime();
      if (now - shown >= BETWEEN.toNanos()) {
        shown = now;
        print("%d %%".formatted(100 * done / total));
      }
    }

    @Override
    public void close() {
      print(done >= total ? "done" : "stopped at %d of %d".formatted(done, total));
    }

    private void print(String state) {
      double seconds = (System.nanoTime() - begun) / 1e9;
      String after = note.isEmpty() ? "" : ", " + note;
      err.println(String.format(Locale.ROOT, "%s: %s, %.1f s%s", name, state, seconds, after));
    }
  }
}
