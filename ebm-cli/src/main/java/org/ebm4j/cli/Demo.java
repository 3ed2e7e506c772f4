package org.ebm4j.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.cli.demo.DemoRun;
import org.ebm4j.cli.demo.Forecast;
import org.ebm4j.cli.demo.Scale;
import org.ebm4j.cli.run.Provenance;
import org.ebm4j.cli.run.Recorded.Status;
import org.ebm4j.cli.run.RunFolder;
import org.ebm4j.cli.story.Pages;
import org.ebm4j.cli.terminal.Console;
import org.ebm4j.cli.terminal.Exit;
import org.ebm4j.cli.terminal.Interruption;
import org.ebm4j.viz.report.Verdict;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// `ebm demo`.
final class Demo implements Callable<Integer> {
  private static final String MACHINE_CODE = "native";
  private final Console console;
  private final Optional<Scale> only;
  private @Nullable CommandSpec spec;

  private final Computing computing = new Computing();
  private boolean quick;
  private long seed;
  private String out = "runs/demo";
  private boolean json;

  Demo(Console console) {
    this(console, Optional.empty());
  }

  /// @param only the scale to do it at, whatever the options say
  Demo(Console console, Optional<Scale> only) {
    this.console = console;
    this.only = only;
  }

  /// The words it understands.
  CommandSpec spec() {
    CommandSpec spec =
        Words.verb(
            this,
            "demo",
            "Learn energies from two moons and from 1797 handwritten digits, use them, measure how well that went.",
            "",
            "The folder then holds report.html, *.png, run.json, metrics.jsonl and *.safetensors. The same seed gives "
                + "the same figures, bit for bit, on any number of threads.");
    this.spec = spec;
    computing.addTo(spec);
    Words.flag(
        spec,
        "--quick",
        v -> quick = v,
        "Less work, worse figures: under 40 seconds on two cores.");
    Words.option(
        spec, "--seed", "N", Long.class, v -> seed = v, "Of everything random (default: 0).");
    Words.option(
        spec,
        "--out",
        "DIR",
        String.class,
        v -> out = v,
        "Where the results go (default: runs/demo).");
    Words.flag(spec, "--json", v -> json = v, "Print one JSON object with every figure.");
    return spec;
  }

  @Override
  public Integer call() throws IOException {
    return run(only.orElse(quick ? Scale.QUICK : Scale.FULL));
  }

  private int run(Scale scale) throws IOException {
    Engine engine = computing.choose();
    RunFolder folder = RunFolder.create(out);
    if (!engine.name().equals(MACHINE_CODE) && scale != Scale.TINY) {
      warn(engine, scale);
    }
    Provenance provenance =
        Provenance.now(
            words(),
            seed,
            engine.name(),
            Map.of("scale", scale.name().toLowerCase(java.util.Locale.ROOT)));
    DemoRun demo = DemoRun.of(folder, provenance);
    AtomicBoolean stop = new AtomicBoolean();
    try (Interruption interruption = Interruption.watch(() -> stop.set(true))) {
      Status status = demo.run(engine, scale, console.progress(), stop::get);
      List<Verdict> verdicts = Pages.write(folder);
      print(verdicts, folder);
      if (status == Status.INTERRUPTED) {
        console.say(kept(demo, folder));
      }
      return interruption.requested() ? Exit.INTERRUPTED : Exit.DONE;
    }
  }

  /// How long it will take where it takes long.
  private void warn(Engine engine, Scale scale) {
    Forecast forecast = Forecast.of(engine);
    String shorter =
        scale == Scale.FULL
            ? "; --quick takes " + forecast.inWords(Scale.QUICK) + ", with rougher figures"
            : "";
    console.say(
        "the engine %s computes, not machine code (ebm doctor says why): this will take %s%s"
            .formatted(engine.name(), forecast.inWords(scale), shorter));
  }

  private List<String> words() {
    return spec == null ? List.of("demo") : spec.commandLine().getParseResult().originalArgs();
  }

  private static String kept(DemoRun demo, RunFolder folder) {
    return "interrupted; %s done and kept in %s"
        .formatted(
            demo.done().isEmpty() ? "nothing was" : String.join(", ", demo.done()) + " is",
            folder.path());
  }

  private void print(List<Verdict> verdicts, RunFolder folder) throws IOException {
    if (json) {
      Results.object(console, folder.recorded(), folder);
    } else {
      Results.lines(console, verdicts, folder);
    }
  }
}
