package org.ebm4j.cli;

import java.util.concurrent.Callable;
import org.ebm4j.cli.doctor.Diagnosis;
import org.ebm4j.cli.terminal.Console;
import org.ebm4j.cli.terminal.Exit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ebm doctor`.
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Measure this machine and warn of what would spoil results or speed.",
    footer = {
      "",
      "fma_peak_gflops is what one core reaches in f32 multiply-adds, memory_gbs what one core moves;",
      "both are null where no machine code runs."
    })
final class Doctor implements Callable<Integer> {
  private final Console console;

  @Mixin private final Computing computing = new Computing();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  Doctor(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Diagnosis diagnosis = Diagnosis.of(computing.choose());
    console.out().print(json ? diagnosis.json().pretty() : diagnosis.text());
    return Exit.DONE;
  }
}
