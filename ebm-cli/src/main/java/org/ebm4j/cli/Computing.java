package org.ebm4j.cli;

import org.ebm4j.api.engine.Engine;
import org.ebm4j.cli.terminal.Refusal;
import org.ebm4j.kernels.machine.Hardware;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options of every verb that computes.
final class Computing {
  private static final int MOST_THREADS = 1024;

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description = "What computes; `ebm doctor` lists them (default: the best that runs here).")
  private @Nullable String engine;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads that compute (default: all); results do not depend on it.")
  private @Nullable Integer threads;

  /// Sets the threads, then chooses the engine; before anything is computed.
  Engine choose() {
    Integer wanted = threads;
    if (wanted != null) {
      if (wanted < 1 || wanted > MOST_THREADS) {
        throw new Refusal(
            "--threads asks for %d; give 1 to %d, this machine has %d processors"
                .formatted(wanted, MOST_THREADS, Runtime.getRuntime().availableProcessors()));
      }
      Hardware.limitThreads(wanted);
    }
    String name = engine;
    return Refusal.unless(() -> name == null ? Engine.best() : Engine.named(name));
  }
}
