package org.ebm4j.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.ebm4j.cli.terminal.Console;
import picocli.CommandLine;

/// Makes the verbs, giving each the console it speaks to.
final class Verbs implements CommandLine.IFactory {
  private final Map<String, Supplier<Object>> all = new LinkedHashMap<>();

  Verbs(Console console, Demo demo) {
    all.put("demo", () -> demo);
    all.put("train", () -> new TrainVerb(console));
    all.put("infer", () -> new Infer(console));
    all.put("sample", () -> new Sample(console));
    all.put("report", () -> new Rebuild(console));
    all.put("bench", Bench::new);
    all.put("doctor", () -> new Doctor(console));
  }

  /// Adds the verb that was asked for, alone; all of them where the first word that is no option
  /// names none. To read what one verb understands takes longer than a small answer.
  void addTo(CommandLine line, String... words) {
    Optional<String> first = Arrays.stream(words).filter(word -> !word.startsWith("-")).findFirst();
    if (first.isPresent() && all.containsKey(first.get())) {
      line.addSubcommand(first.get(), all.get(first.get()).get());
    } else {
      all.forEach((name, verb) -> line.addSubcommand(name, verb.get()));
    }
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    return type == Version.class
        ? type.cast(new Version())
        : CommandLine.defaultFactory().create(type);
  }
}
