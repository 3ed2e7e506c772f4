package org.ebm4j.cli.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ebm4j.viz.record.Json;
import org.ebm4j.viz.record.RunRecord;

/// What `run.json` holds: how far a run came, what it wrote, and its record.
///
/// @param status how far it came
/// @param files names of the files it wrote, in order
/// @param record the rest
public record Recorded(Status status, List<String> files, RunRecord record) {

  /// How far a run came.
  public enum Status {
    /// It goes on, or was killed.
    RUNNING,
    /// It was asked to stop; what was done is kept.
    INTERRUPTED,
    /// A part failed; what was done before is kept.
    FAILED,
    /// All was done.
    FINISHED;

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    static Status of(String word) {
      for (Status status : values()) {
        if (status.word().equals(word)) {
          return status;
        }
      }
      throw new IllegalArgumentException("there is no status '" + word + "'");
    }
  }

  private static final String STATUS = "status";
  private static final String FILES = "files";

  public Recorded {
    files = List.copyOf(files);
  }

  /// The text of the file.
  public String text() {
    return json().pretty();
  }

  private Json json() {
    Map<String, Json> fields = new LinkedHashMap<>();
    fields.put(STATUS, Json.of(status.word()));
    fields.putAll(((Json.Obj) record.json()).fields());
    fields.put(FILES, Json.texts(files));
    return new Json.Obj(fields);
  }

  /// @throws IllegalArgumentException where the text is not what [#json] writes
  static Recorded parse(String text) {
    if (!(Json.parse(text) instanceof Json.Obj(Map<String, Json> fields))) {
      throw new IllegalArgumentException("a run's record is one JSON object");
    }
    RunRecord record =
        new RunRecord(
            texts(fields, "command"),
            fields.get("seed") instanceof Json.Whole seed ? seed.value() : 0,
            text(fields, "engine"),
            named(fields, "settings"),
            named(fields, "versions"),
            numbers(fields, "figures"),
            named(fields, "machine"),
            numbers(fields, "times"),
            text(fields, "date"));
    return new Recorded(Status.of(text(fields, STATUS)), texts(fields, FILES), record);
  }

  private static String text(Map<String, Json> fields, String name) {
    return fields.get(name) instanceof Json.Text text ? text.value() : "";
  }

  private static List<String> texts(Map<String, Json> fields, String name) {
    return fields.get(name) instanceof Json.Arr list
        ? list.items().stream()
            .map(i -> i instanceof Json.Text t ? t.value() : i.compact())
            .toList()
        : List.of();
  }

  private static Map<String, String> named(Map<String, Json> fields, String name) {
    Map<String, String> all = new LinkedHashMap<>();
    if (fields.get(name) instanceof Json.Obj object) {
      object
          .fields()
          .forEach((k, v) -> all.put(k, v instanceof Json.Text t ? t.value() : v.compact()));
    }
    return all;
  }

  private static Map<String, Double> numbers(Map<String, Json> fields, String name) {
    Map<String, Double> all = new LinkedHashMap<>();
    if (fields.get(name) instanceof Json.Obj object) {
      object.fields().forEach((k, v) -> all.put(k, v.asDouble()));
    }
    return all;
  }
}
