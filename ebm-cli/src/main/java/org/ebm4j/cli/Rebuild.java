package org.ebm4j.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.ebm4j.cli.run.RunFolder;
import org.ebm4j.cli.story.Pages;
import org.ebm4j.cli.terminal.Console;
import org.ebm4j.cli.terminal.Exit;
import org.ebm4j.viz.record.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `ebm report`.
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Make the pictures and report.html of a run again from what else lies in its folder.")
final class Rebuild implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "DIR", description = "The run's folder.")
  private String folder = "";

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  Rebuild(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    RunFolder run = RunFolder.open(folder);
    Pages.write(run);
    if (json) {
      Map<String, Json> fields = new LinkedHashMap<>();
      fields.put("report", Json.of(run.report().toString()));
      console.out().print(new Json.Obj(fields).pretty());
    } else {
      console.out().println("report: " + run.report());
    }
    return Exit.DONE;
  }
}
