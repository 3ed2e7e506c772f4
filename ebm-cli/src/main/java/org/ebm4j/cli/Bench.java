package org.ebm4j.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.ebm4j.cli.terminal.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/// `ebm bench`, which the script `ebm` starts as a program of its own: benchmarks are no part of
/// the command's modules. Here it has its line in the help.
@Command(
    name = "bench",
    description = "Time inference and training beside what this processor can do at most.")
final class Bench implements Callable<Integer> {
  @Unmatched private List<String> words = new ArrayList<>();

  @Override
  public Integer call() {
    throw new Refusal(
        "the benchmarks are not part of this program; type ./ebm bench %s where the sources are"
            .formatted(String.join(" ", words))
            .strip());
  }
}
