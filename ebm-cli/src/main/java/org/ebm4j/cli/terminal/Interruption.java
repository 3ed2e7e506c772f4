package org.ebm4j.cli.terminal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ctrl-C (and a polite `kill`): asks the work to stop, and lets the process end when what was done
/// is kept, with the exit code that the system gives to interrupted processes.
///
///     try (Interruption interruption = Interruption.watch(cancellation::cancel)) {
///       work; keep what was done;
///     }
public final class Interruption implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Runnable stop;
  private final CountDownLatch kept = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupted, "ebm-interruption");
  private volatile boolean requested;

  private Interruption(Runnable stop) {
    this.stop = stop;
  }

  /// Watches until closed.
  ///
  /// @param stop called from another thread, once; makes the work end soon
  public static Interruption watch(Runnable stop) {
    Interruption interruption = new Interruption(stop);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /// Whether the process is to end.
  public boolean requested() {
    return requested;
  }

  private void interrupted() {
    requested = true;
    stop.run();
    try {
      kept.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// What was done is kept: an interrupted process ends now.
  @Override
  public void close() {
    kept.countDown();
    if (!requested) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // the process is ending already, and the hook with it
      }
    }
  }
}
