package org.ebm4j.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.ebm4j.cli.terminal.Refusal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// `ebm bench`, which the script `ebm` starts as a program of its own: benchmarks are no part of
/// the command's modules. Here it has its line in the help.
final class Bench implements Callable<Integer> {
  private @Nullable CommandSpec spec;

  /// Any words at all.
  CommandSpec spec() {
    CommandSpec spec =
        Words.bare(
            this,
            "bench",
            "Time inference and training beside what this processor can do at most.");
    spec.parser().unmatchedArgumentsAllowed(true);
    this.spec = spec;
    return spec;
  }

  @Override
  public Integer call() {
    List<String> words = spec == null ? List.of() : spec.commandLine().getUnmatchedArguments();
    throw new Refusal(
        "the benchmarks are not part of this program; type ./ebm bench %s where the sources are"
            .formatted(String.join(" ", words))
            .strip());
  }
}
