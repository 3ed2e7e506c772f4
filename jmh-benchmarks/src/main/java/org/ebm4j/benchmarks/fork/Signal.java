package org.ebm4j.benchmarks.fork;

/// Processes that somebody ended: Ctrl-C in a terminal reaches every process started there.
public final class Signal {
  /// Exit code of a program that was interrupted.
  public static final int INTERRUPTED = 128 + 2; // SIGINT

  private static final int TERMINATED = 128 + 15; // SIGTERM

  private Signal() {}

  /// Tells a program that failed from one that was told to stop.
  ///
  /// @param code that a process ended with
  /// @param who it was, for the sentence
  /// @throws InterruptedException if somebody ended it
  public static void requireNone(int code, String who) throws InterruptedException {
    if (code == INTERRUPTED || code == TERMINATED) {
      throw new InterruptedException(who + " was interrupted");
    }
  }
}
