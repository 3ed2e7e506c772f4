package org.ebm4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.cli.config.Configuration;
import org.ebm4j.cli.config.Key;
import org.ebm4j.cli.run.Provenance;
import org.ebm4j.cli.run.Recorded;
import org.ebm4j.cli.run.Recorded.Status;
import org.ebm4j.cli.run.RunFolder;
import org.ebm4j.cli.story.Pages;
import org.ebm4j.cli.terminal.Console;
import org.ebm4j.cli.terminal.Exit;
import org.ebm4j.cli.terminal.Interruption;
import org.ebm4j.cli.terminal.Refusal;
import org.ebm4j.cli.terminal.Sentence;
import org.ebm4j.cli.train.TrainRun;
import org.ebm4j.viz.report.Verdict;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// `ebm train`.
final class TrainVerb implements Callable<Integer> {
  private final Console console;
  private @Nullable CommandSpec spec;

  private final Computing computing = new Computing();
  private @Nullable String config;
  private boolean keys;
  private @Nullable String out;
  private @Nullable Long seed;
  private boolean fresh;
  private boolean json;

  TrainVerb(Console console) {
    this.console = console;
  }

  /// The words it understands.
  CommandSpec spec() {
    CommandSpec spec =
        Words.verb(
            this,
            "train",
            "Train an energy or an encoder as a configuration says.",
            "",
            "The folder then holds energy/, checkpoint.safetensors, report.html, *.png, run.json and metrics.jsonl. "
                + "A run that was interrupted or killed goes on where it was by the same command, to the same bits.");
    spec.usageMessage()
        .footer(
            "",
            "A configuration is one JSON object; --keys lists what it may say. Two examples:",
            "  {\"data\": \"two-moons\", \"objective\": \"pcd\", \"steps\": 3000, \"rate\": 0.003, \"average\": 0.999}",
            "  {\"data\": \"digits\", \"objective\": \"vicreg\", \"net\": [256], \"embedding\": 64, \"steps\": 800}");
    this.spec = spec;
    computing.addTo(spec);
    options(spec);
    return spec;
  }

  private void options(CommandSpec spec) {
    Words.object(
        spec, "CONFIG", false, v -> config = v, "A file that says what to train on what, and how.");
    Words.flag(spec, "--keys", v -> keys = v, "List what a configuration may say, and stop.");
    Words.option(
        spec,
        "--out",
        "DIR",
        String.class,
        v -> out = v,
        "Where the results go (default: runs/ and the configuration's name).");
    Words.option(
        spec,
        "--seed",
        "N",
        Long.class,
        v -> seed = v,
        "Of everything random, instead of the configuration's.");
    Words.flag(spec, "--fresh", v -> fresh = v, "Start anew, whatever lies in the folder.");
    Words.flag(spec, "--json", v -> json = v, "Print one JSON object with every figure.");
  }

  @Override
  public Integer call() throws IOException {
    if (keys) {
      for (Key key : Key.values()) {
        console.out().printf("%-15s %-12s %s%n", key.word(), key.usual(), key.says());
      }
      return Exit.DONE;
    }
    String file = config;
    if (file == null) {
      throw new Refusal(
          "give a configuration; `ebm train --help` shows two, --keys lists all keys");
    }
    Configuration asked = Configuration.read(file);
    Engine engine = computing.choose();
    TrainRun<?> run =
        TrainRun.of(asked, seed == null ? asked.whole(Key.SEED, Long.MIN_VALUE) : seed);
    String folder = out == null ? "runs/" + stem(file) : out;
    Optional<RunFolder> earlier = fresh ? Optional.empty() : earlier(folder, run);
    if (earlier.isPresent() && earlier.get().recorded().status() == Status.FINISHED) {
      console.say("this run is finished; --fresh starts it anew");
      print(Pages.write(earlier.get()), earlier.get());
      return Exit.DONE;
    }
    return train(run, engine, earlier, folder, file);
  }

  private int train(
      TrainRun<?> run, Engine engine, Optional<RunFolder> earlier, String path, String file)
      throws IOException {
    long from = earlier.isPresent() ? step(earlier.get()) : 0;
    RunFolder folder = from > 0 ? earlier.orElseThrow() : RunFolder.create(path);
    if (from > 0) {
      console.say("going on from step " + from + " in " + folder.path());
    }
    Map<String, String> settings = run.settings();
    long chosen = Long.parseLong(settings.get(Key.SEED.word()));
    Provenance provenance = Provenance.now(words(), chosen, engine.name(), settings);
    AtomicBoolean stop = new AtomicBoolean();
    try (Interruption interruption = Interruption.watch(() -> stop.set(true))) {
      TrainRun.Ended ended =
          run.run(folder, provenance, engine, from > 0, console.progress(), stop::get);
      print(Pages.write(folder), folder);
      return switch (ended.status()) {
        case FINISHED -> interruption.requested() ? Exit.INTERRUPTED : Exit.DONE;
        case INTERRUPTED -> {
          console.say(
              "interrupted after %d steps, which are kept; `ebm train %s%s` goes on from there"
                  .formatted(ended.steps(), file, out == null ? "" : " --out " + out));
          yield Exit.INTERRUPTED;
        }
        case FAILED, RUNNING -> {
          console.say(ended.reason());
          yield Exit.FAILED;
        }
      };
    }
  }

  private static String stem(String file) {
    Path name = Path.of(file).getFileName();
    String stem = name == null ? "train" : name.toString().replaceFirst("\\.[A-Za-z]+$", "");
    return stem.isEmpty() ? "train" : stem;
  }

  /// The folder of a run with the same settings that is not done, or done.
  private static Optional<RunFolder> earlier(String path, TrainRun<?> run) {
    if (!Path.of(path).resolve(RunFolder.RUN).toFile().exists()) {
      return Optional.empty();
    }
    RunFolder folder = RunFolder.open(path);
    Recorded recorded = Refusal.unless(folder::recorded);
    String anew = "; --fresh starts anew there, and --out takes another folder";
    if (recorded.record().command().stream().findFirst().filter("train"::equals).isEmpty()) {
      throw new Refusal(Sentence.visible(path) + " holds the results of another command" + anew);
    }
    Map<String, String> then = recorded.record().settings();
    Map<String, String> now = run.settings();
    for (Map.Entry<String, String> setting : now.entrySet()) {
      String before = then.getOrDefault(setting.getKey(), "not said");
      if (!before.equals(setting.getValue())) {
        throw new Refusal(
            "the run in %s was made with %s %s, and %s is asked for%s"
                .formatted(
                    Sentence.visible(path), setting.getKey(), before, setting.getValue(), anew));
      }
    }
    return Optional.of(folder);
  }

  private static long step(RunFolder folder) {
    try {
      return TrainRun.step(folder);
    } catch (IOException e) {
      throw new Refusal(Sentence.of(e) + "; --fresh starts anew", e);
    }
  }

  private List<String> words() {
    return spec == null ? List.of("train") : spec.commandLine().getParseResult().originalArgs();
  }

  private void print(List<Verdict> verdicts, RunFolder folder) throws IOException {
    if (json) {
      Results.object(console, folder.recorded(), folder);
    } else {
      Results.lines(console, verdicts, folder);
    }
  }
}
