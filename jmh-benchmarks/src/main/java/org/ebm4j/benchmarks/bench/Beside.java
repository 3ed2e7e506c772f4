package org.ebm4j.benchmarks.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ebm4j.benchmarks.fork.Sorted;
import org.ebm4j.benchmarks.peer.Peer;
import org.ebm4j.benchmarks.peer.PeerRun;
import org.ebm4j.benchmarks.work.Rows;
import org.ebm4j.kernels.memory.MachineProbe;
import org.ebm4j.viz.record.Json;

/// Our rows beside peers on the same work, right after.
///
/// A peer's time is that of its fastest call; where the peak was measured round it and in our fork,
/// the ratio is of times in units of the peak.
final class Beside {
  private static final double TOLERANCE = 1e-3; // relative, of answers after ten steps in f32
  private static final double SAMPLED = .03; // of answers that are means over draws
  private static final Set<String> DRAWN = Set.of("ising", "potts", "rbm", "mala");

  private final PrintStream err;
  private final PeerRun asking;
  private final List<Peer> chosen;
  private final Unfinished unfinished;
  private final Set<String> absent = new LinkedHashSet<>();

  /// @param chosen those to ask
  /// @param unfinished what takes over every measurement
  Beside(PrintStream err, PeerRun asking, List<Peer> chosen, Unfinished unfinished) {
    this.err = err;
    this.asking = asking;
    this.chosen = chosen;
    this.unfinished = unfinished;
  }

  /// The results, each followed by those of its peers.
  List<Result> results(List<Result> ours) throws IOException, InterruptedException {
    List<Result> all = new ArrayList<>();
    for (int row = 0; row < ours.size(); row++) {
      Result result = ours.get(row);
      all.add(result);
      for (Peer peer : peers(result)) {
        Optional<String> missing = asking.home().absent(peer);
        if (missing.isPresent()) {
          absent.add(missing.get());
        } else {
          err.printf("bench: %s by %s%n", result.row(), peer.name());
          all.add(asked(peer, result));
          List<Result> soFar = new ArrayList<>(all);
          soFar.addAll(ours.subList(row + 1, ours.size()));
          unfinished.keep(soFar);
        }
      }
    }
    absent.forEach(sentence -> err.println("bench: " + sentence));
    return all;
  }

  private List<Peer> peers(Result result) {
    return result.isFailed()
        ? List.of()
        : Peer.of(result.row()).stream().filter(chosen::contains).toList();
  }

  private Result asked(Peer peer, Result ours) throws IOException, InterruptedException {
    double before = peak();
    boolean drawn = DRAWN.stream().anyMatch(ours.row()::startsWith);
    double tolerance = drawn ? SAMPLED : TOLERANCE;
    PeerRun.Said said = asking.ask(peer, Rows.named(ours.row()), ours.number("answer"), tolerance);
    return switch (said) {
      case PeerRun.Refused(var sentence) -> {
        err.println("bench: " + sentence);
        yield Result.failed(ours.row(), peer.name(), sentence);
      }
      case PeerRun.Timed(var fields) ->
          timed(peer, ours, new Sample(fields), (before + peak()) / 2);
    };
  }

  private static Result timed(Peer peer, Result ours, Sample theirs, double peak) {
    Sorted calls = Sorted.of(theirs.numbers("wall_us"));
    double ratio = calls.least() / ours.stepMicroseconds();
    double normalised = ratio * peak / ours.number("fma_peak_gflops");
    Map<String, Json> figures = new LinkedHashMap<>();
    figures.put("row", Json.of(ours.row()));
    figures.put("peer", Json.of(theirs.text("peer")));
    figures.put("peer_name", Json.of(peer.name()));
    ours.scaled(ratio).forEach(figures::put);
    figures.put("ratio", Result.rounded(Double.isNaN(normalised) ? ratio : normalised));
    figures.put("median_us", Result.rounded(calls.median()));
    figures.put("first_s", Result.rounded(theirs.number("first_s")));
    figures.put("fma_peak_gflops", Result.rounded(peak));
    figures.put("answer", Result.rounded(theirs.number("answer")));
    figures.put("threads", Json.of(Math.round(theirs.number("threads"))));
    return new Result(ours.row(), figures);
  }

  private static double peak() {
    return MachineProbe.measure(1).map(MachineProbe::gigaflops).orElse(Double.NaN);
  }
}
