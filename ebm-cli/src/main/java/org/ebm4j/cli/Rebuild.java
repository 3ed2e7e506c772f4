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
import picocli.CommandLine.Model.CommandSpec;

/// `ebm report`.
final class Rebuild implements Callable<Integer> {
  private final Console console;
  private String folder = "";
  private boolean json;

  Rebuild(Console console) {
    this.console = console;
  }

  /// The words it understands.
  CommandSpec spec() {
    CommandSpec spec =
        Words.verb(
            this,
            "report",
            "Make the pictures and report.html of a run again from what else lies in its folder.");
    Words.object(spec, "DIR", true, v -> folder = v, "The run's folder.");
    Words.flag(spec, "--json", v -> json = v, "Print one JSON object.");
    return spec;
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
