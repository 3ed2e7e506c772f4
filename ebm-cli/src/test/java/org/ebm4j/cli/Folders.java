package org.ebm4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ebm4j.viz.record.Json;

/// What a run left.
final class Folders {
  private Folders() {}

  /// Every file that must not depend on when, where and by how many threads it was made.
  static Map<String, String> bits(Path folder) throws IOException {
    Map<String, String> bits = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString();
        if (!name.equals("run.json") && !name.equals("report.html")) {
          bits.put(name, HexFormat.of().formatHex(Files.readAllBytes(file)));
        }
      }
    }
    return bits;
  }

  /// The fields of a JSON object.
  static Map<String, Json> object(String text) {
    return ((Json.Obj) Json.parse(text)).fields();
  }

  /// The fields of `run.json`.
  static Map<String, Json> record(Path folder) throws IOException {
    return object(Files.readString(folder.resolve("run.json")));
  }

  /// A field that is an object itself.
  static Map<String, Json> fields(Map<String, Json> object, String name) {
    return ((Json.Obj) object.get(name)).fields();
  }

  /// A field that is a number.
  static double number(Map<String, Json> object, String name) {
    return object.get(name).asDouble();
  }

  /// The numbers of a list.
  static double[] numbers(Json list) {
    List<Json> items = ((Json.Arr) list).items();
    return items.stream().mapToDouble(Json::asDouble).toArray();
  }
}
