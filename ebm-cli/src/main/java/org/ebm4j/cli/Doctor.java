package org.ebm4j.cli;

import java.util.concurrent.Callable;
import org.ebm4j.cli.doctor.Diagnosis;
import org.ebm4j.cli.terminal.Console;
import org.ebm4j.cli.terminal.Exit;
import picocli.CommandLine.Model.CommandSpec;

/// `ebm doctor`.
final class Doctor implements Callable<Integer> {
  private final Console console;
  private final Computing computing = new Computing();
  private boolean json;

  Doctor(Console console) {
    this.console = console;
  }

  /// The words it understands.
  CommandSpec spec() {
    CommandSpec spec =
        Words.verb(
            this, "doctor", "Measure this machine and warn of what would spoil results or speed.");
    spec.usageMessage()
        .footer(
            "",
            "fma_peak_gflops is what one core reaches in f32 multiply-adds, memory_gbs what one core moves;",
            "both are null where no machine code runs.");
    computing.addTo(spec);
    Words.flag(spec, "--json", v -> json = v, "Print one JSON object.");
    return spec;
  }

  @Override
  public Integer call() {
    Diagnosis diagnosis = Diagnosis.of(computing.choose());
    console.out().print(json ? diagnosis.json().pretty() : diagnosis.text());
    return Exit.DONE;
  }
}
