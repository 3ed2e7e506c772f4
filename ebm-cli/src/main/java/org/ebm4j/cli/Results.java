package org.ebm4j.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ebm4j.cli.run.Recorded;
import org.ebm4j.cli.run.RunFolder;
import org.ebm4j.cli.terminal.Console;
import org.ebm4j.viz.record.Json;
import org.ebm4j.viz.report.Verdict;

/// What a run prints on standard output when it ends.
final class Results {
  private Results() {}

  /// One JSON object with every figure.
  static void object(Console console, Recorded recorded, RunFolder folder) {
    Map<String, Json> fields = new LinkedHashMap<>();
    fields.put("status", Json.of(recorded.status().name().toLowerCase(Locale.ROOT)));
    fields.put("seed", Json.of(recorded.record().seed()));
    fields.put("engine", Json.of(recorded.record().engine()));
    fields.put("settings", Json.texts(recorded.record().settings()));
    fields.put("figures", Json.numbers(recorded.record().figures()));
    fields.put("times", Json.numbers(recorded.record().times()));
    fields.put("out", Json.of(folder.path().toString()));
    fields.put("report", Json.of(folder.report().toString()));
    console.out().print(new Json.Obj(fields).pretty());
  }

  /// The verdicts, and where the page is.
  static void lines(Console console, List<Verdict> verdicts, RunFolder folder) {
    for (Verdict verdict : verdicts) {
      console
          .out()
          .printf("%s: %s%n    (%s)%n", verdict.name(), verdict.value(), verdict.compared());
    }
    console.out().println("report: " + folder.report());
  }
}
