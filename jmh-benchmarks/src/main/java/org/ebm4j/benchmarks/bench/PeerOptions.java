package org.ebm4j.benchmarks.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ebm4j.benchmarks.peer.Peer;
import org.ebm4j.benchmarks.peer.PeerHome;
import org.ebm4j.benchmarks.peer.PeerRun;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options about other people's tools.
final class PeerOptions {
  private static final double SECONDS = 2;
  private static final String EVERY = "all";

  @Option(
      names = "--peers",
      paramLabel = "PEER",
      arity = "0..1",
      fallbackValue = EVERY,
      split = ",",
      description =
          "Ask other tools to do the same work, and show them beside ours: all, or those named "
              + "(--peers=jax,pytorch).")
  private List<String> wanted = List.of();

  @Option(
      names = "--setup-peers",
      description = "Fetch what the peers need (gigabytes), and do nothing else.")
  private boolean fetch;

  @Option(
      names = "--peers-folder",
      paramLabel = "DIR",
      description = "Where their libraries are (default: jmh-benchmarks/target/peers).")
  private @Nullable Path folder;

  /// @return whether this was what was asked for
  boolean setUp(PrintStream err) throws IOException, InterruptedException {
    if (fetch) {
      home().setUp(err);
    }
    return fetch;
  }

  /// With peers after each row, where they are wanted.
  List<Result> beside(List<Result> ours, int threads, PrintStream err, Unfinished unfinished)
      throws IOException, InterruptedException {
    return wanted.isEmpty()
        ? ours
        : new Beside(err, new PeerRun(home(), threads, SECONDS), chosen(), unfinished)
            .results(ours);
  }

  /// @throws IllegalArgumentException if a name is no peer's, with the names there are
  List<Peer> chosen() {
    List<String> names = Peer.all().stream().map(Peer::name).toList();
    for (String name : wanted) {
      if (!name.equals(EVERY) && !names.contains(name)) {
        throw new IllegalArgumentException(
            "there is no peer '%s'; there are %s".formatted(name, String.join(", ", names)));
      }
    }
    return Peer.all().stream()
        .filter(peer -> wanted.contains(EVERY) || wanted.contains(peer.name()))
        .toList();
  }

  private PeerHome home() {
    return PeerHome.of(System.getProperty("ebm4j.home", "."), Optional.ofNullable(folder));
  }
}
