package org.ebm4j.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.ebm4j.cli.terminal.Console;
import picocli.CommandLine.Model.CommandSpec;

/// Makes the verbs, giving each the console it speaks to.
final class Verbs {
  private final Map<String, Supplier<CommandSpec>> all = new LinkedHashMap<>();

  Verbs(Console console, Demo demo) {
    all.put("demo", demo::spec);
    all.put("train", () -> new TrainVerb(console).spec());
    all.put("infer", () -> new Infer(console).spec());
    all.put("sample", () -> new Sample(console).spec());
    all.put("report", () -> new Rebuild(console).spec());
    all.put("bench", () -> new Bench().spec());
    all.put("doctor", () -> new Doctor(console).spec());
  }

  /// Adds the verb that was asked for, alone; all of them where the first word that is no option
  /// names none. To say what one verb understands takes longer than a small answer.
  void addTo(CommandSpec ebm, String... words) {
    Optional<String> first = Arrays.stream(words).filter(word -> !word.startsWith("-")).findFirst();
    if (first.isPresent() && all.containsKey(first.get())) {
      ebm.addSubcommand(first.get(), all.get(first.get()).get());
    } else {
      all.forEach((name, verb) -> ebm.addSubcommand(name, verb.get()));
    }
  }
}
