package org.ebm4j.cli.terminal;

import java.io.PrintStream;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;

/// Progress as bars, for a person at a terminal.
final class Bars implements Progress {
  private static final int EVERY_MILLIS = 100;
  private static final int WIDEST = 110;

  private final PrintStream err;
  private final int columns;

  Bars(PrintStream err, int columns) {
    this.err = err;
    this.columns = columns;
  }

  @Override
  public Task begin(String name, long total) {
    // Drawn with plain signs of our own line control: the library's would ask a native library for
    // the width.
    ProgressBar bar =
        ProgressBar.builder()
            .setTaskName(name)
            .setInitialMax(total)
            .setUpdateIntervalMillis(EVERY_MILLIS)
            .setStyle(ProgressBarStyle.builder().refreshPrompt("").build())
            .setConsumer(
                new DelegatingProgressBarConsumer(this::redraw, Math.min(columns, WIDEST) - 1))
            .build();
    return new Task() {
      @Override
      public void at(long done, String note) {
        bar.stepTo(done);
        bar.setExtraMessage(note.isEmpty() ? "" : " " + note);
      }

      @Override
      public void close() {
        bar.close();
        err.println();
      }
    };
  }

  private void redraw(String line) {
    err.print("\r" + line + "\u001b[K");
    err.flush();
  }
}
