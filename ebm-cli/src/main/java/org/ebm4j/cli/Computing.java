package org.ebm4j.cli;

import org.ebm4j.api.engine.Engine;
import org.ebm4j.cli.terminal.Refusal;
import org.ebm4j.kernels.machine.Hardware;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// Options of every verb that computes.
final class Computing {
  private static final int MOST_THREADS = 1024;
  private @Nullable String engine;
  private @Nullable Integer threads;

  void addTo(CommandSpec spec) {
    Words.option(
        spec,
        "--engine",
        "NAME",
        String.class,
        v -> engine = v,
        "What computes; `ebm doctor` lists them (default: the best that runs here).");
    Words.option(
        spec,
        "--threads",
        "N",
        Integer.class,
        v -> threads = v,
        "Threads that compute (default: all); results do not depend on it.");
  }

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
