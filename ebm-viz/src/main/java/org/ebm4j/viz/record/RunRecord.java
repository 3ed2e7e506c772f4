package org.ebm4j.viz.record;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ebm4j.viz.file.WholeFile;

/// What was run, on what, and what came out: the content of `run.json`.
///
/// Command, seed, engine, settings, versions and figures are the same for every run of the same
/// command with the same seed; machine, times and date are not and stand in fields of their own.
/// Fields come in this order, keys inside them sorted.
///
/// @param command the words typed
/// @param engine what ran the programs, in one sentence
/// @param settings everything that could have been chosen, with its value
/// @param versions of the toolkit, the JDK, libraries
/// @param figures every number that came out, by name
/// @param machine processor, cores, memory, system
/// @param times in seconds, by name
/// @param date when the run began [ISO 8601]; the caller's, so that this record stays a function of
///   its arguments
public record RunRecord(
    List<String> command,
    long seed,
    String engine,
    Map<String, String> settings,
    Map<String, String> versions,
    Map<String, Double> figures,
    Map<String, String> machine,
    Map<String, Double> times,
    String date) {

  public RunRecord {
    command = List.copyOf(command);
    settings = Map.copyOf(settings);
    versions = Map.copyOf(versions);
    figures = Map.copyOf(figures);
    machine = Map.copyOf(machine);
    times = Map.copyOf(times);
  }

  public Json json() {
    Map<String, Json> fields = new LinkedHashMap<>();
    fields.put("command", Json.texts(command));
    fields.put("seed", Json.of(seed));
    fields.put("engine", Json.of(engine));
    fields.put("settings", Json.texts(settings));
    fields.put("versions", Json.texts(versions));
    fields.put("figures", Json.numbers(figures));
    fields.put("machine", Json.texts(machine));
    fields.put("times", Json.numbers(times));
    fields.put("date", Json.of(date));
    return new Json.Obj(fields);
  }

  /// Writes the record to the file, whole or not at all.
  public void write(Path file) throws IOException {
    WholeFile.write(file, json().pretty());
  }
}
