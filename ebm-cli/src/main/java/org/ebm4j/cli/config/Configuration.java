package org.ebm4j.cli.config;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ebm4j.cli.terminal.Refusal;
import org.ebm4j.cli.terminal.Sentence;
import org.ebm4j.viz.record.Json;

/// What a file says, checked key by key; immutable.
///
///     {"data": "two-moons", "objective": "pcd", "net": [128, 128], "steps": 2000}
///
/// Whatever is wrong is refused with the file, the key, what was found and what may stand there.
public final class Configuration {
  private static final long LONGEST = 1 << 20;

  private final String source;
  private final Path folder;
  private final Map<Key, Json> said;

  private Configuration(String source, Path folder, Map<Key, Json> said) {
    this.source = source;
    this.folder = folder;
    this.said = said;
  }

  /// Reads a file.
  ///
  /// @throws Refusal where it is missing or says something that is not known
  public static Configuration read(String path) {
    return Refusal.unless(() -> {
      Path file = Path.of(path);
      if (!Files.isRegularFile(file)) {
        throw new Refusal(
            "there is no configuration file "
                + Sentence.visible(path)
                + "; `ebm train --keys` lists what one may say");
      }
      if (Files.size(file) > LONGEST) {
        throw new Refusal(
            "%s has %d bytes, but a configuration has at most %d; give a file with one JSON object"
                .formatted(path, Files.size(file), LONGEST));
      }
      try {
        Path folder = file.resolveSibling("");
        return parse(Sentence.visible(path), folder, Files.readString(file));
      } catch (MalformedInputException e) {
        throw new Refusal(path + " is no text in UTF-8; give a file with one JSON object", e);
      } catch (IOException e) {
        throw new Refusal(Sentence.of(e), e);
      }
    });
  }

  /// Reads a text.
  ///
  /// @param source what to call it in a refusal
  /// @param folder where the files lie that it names
  static Configuration parse(String source, Path folder, String text) {
    Json json;
    try {
      json = Json.parse(text);
    } catch (IllegalArgumentException e) {
      throw new Refusal(source + ": " + Sentence.of(e), e);
    }
    if (!(json instanceof Json.Obj(Map<String, Json> fields))) {
      throw new Refusal(
          source + " should hold one JSON object, as in {\"data\": \"digits\", \"steps\": 2000}");
    }
    Map<Key, Json> said = new EnumMap<>(Key.class);
    fields.forEach((word, value) -> said.put(key(source, word), value));
    Configuration read = new Configuration(source, folder, said);
    read.requireConcerned();
    return read;
  }

  private static Key key(String source, String word) {
    for (Key key : Key.values()) {
      if (key.word().equals(word)) {
        return key;
      }
    }
    Key nearest =
        Arrays.stream(Key.values())
            .min((a, b) -> Distance.between(a.word(), word) - Distance.between(b.word(), word))
            .orElseThrow();
    throw new Refusal(
        "%s: there is no key \"%s\"; the nearest is \"%s\", `ebm train --keys` lists all"
            .formatted(source, Sentence.visible(word), nearest.word()));
  }

  private void requireConcerned() {
    Goal goal = goal();
    for (Key key : said.keySet()) {
      if (!key.concerns(goal)) {
        throw new Refusal(
            "%s: \"%s\" means nothing to the objective %s; leave it out"
                .formatted(source, key.word(), goal.word()));
      }
    }
  }

  /// What training minimises.
  public Goal goal() {
    return choice(Key.OBJECTIVE, Goal.class);
  }

  /// The value of every key that concerns the goal, for the record.
  public Map<String, String> all() {
    Map<String, String> all = new TreeMap<>();
    for (Key key : Key.values()) {
      if (key.concerns(goal())) {
        all.put(key.word(), text(key));
      }
    }
    return all;
  }

  /// A file that it names; relative paths begin where the configuration lies.
  public Path file(String name) {
    return Refusal.unless(() -> folder.resolve(name));
  }

  /// Whether the file says anything about the key.
  public boolean says(Key key) {
    return said.containsKey(key);
  }

  /// Whether it is left open.
  public boolean isNull(Key key) {
    return text(key).equals("null");
  }

  /// The value as it is written; a word without its quotes.
  public String text(Key key) {
    return switch (said.get(key)) {
      case null -> key.usual();
      case Json.Text(String value) -> value;
      case Json.Arr(List<Json> items) ->
          items.stream().map(Json::compact).collect(Collectors.joining(", ", "[", "]"));
      case Json value -> value.compact();
    };
  }

  /// One of a few words.
  public <E extends Enum<E>> E choice(Key key, Class<E> words) {
    for (E word : words.getEnumConstants()) {
      if (word.name().toLowerCase(Locale.ROOT).equals(text(key))) {
        return word;
      }
    }
    String there =
        Arrays.stream(words.getEnumConstants())
            .map(word -> word.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    throw wrong(key, "one of " + there);
  }

  /// Yes or no.
  public boolean truth(Key key) {
    return switch (text(key)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(key, "true or false");
    };
  }

  /// A whole number of at least `least`.
  public long whole(Key key, long least) {
    if (value(key) instanceof Json.Whole(long found) && found >= least) {
      return found;
    }
    throw wrong(key, "a whole number of at least " + least);
  }

  /// A whole number from `least` to `most`.
  public int count(Key key, int least, int most) {
    if (value(key) instanceof Json.Whole(long found) && found >= least && found <= most) {
      return (int) found;
    }
    throw wrong(key, "a whole number from %d to %d".formatted(least, most));
  }

  /// A number from `least` to `most`, either of which may be infinite.
  public double number(Key key, double least, double most) {
    double found = number(value(key));
    if (found >= least && found <= most) {
      return found;
    }
    throw wrong(
        key,
        most < Double.POSITIVE_INFINITY
            ? "a number from %s to %s".formatted(least, most)
            : "a number of at least " + least);
  }

  /// So many numbers.
  ///
  /// @param meaning what they should be, for the refusal
  public double[] numbers(Key key, int many, String meaning) {
    if (value(key) instanceof Json.Arr(List<Json> items) && items.size() == many) {
      double[] found = items.stream().mapToDouble(Configuration::number).toArray();
      if (Arrays.stream(found).allMatch(Double::isFinite)) {
        return found;
      }
    }
    throw wrong(key, meaning);
  }

  /// Whole numbers from 1 on.
  ///
  /// @param meaning what they should be, for the refusal
  public int[] wholes(Key key, int most, String meaning) {
    if (value(key) instanceof Json.Arr(List<Json> items)) {
      int[] found =
          items.stream()
              .mapToInt(i -> i instanceof Json.Whole(long n) && n <= most ? (int) n : 0)
              .toArray();
      if (found.length > 0 && Arrays.stream(found).allMatch(n -> n >= 1)) {
        return found;
      }
    }
    throw wrong(key, meaning);
  }

  private Json value(Key key) {
    Json value = said.get(key);
    return value == null ? key.value() : value;
  }

  private static double number(Json value) {
    return switch (value) {
      case Json.Whole(long whole) -> whole;
      case Json.Real(double real) -> real;
      default -> Double.NaN;
    };
  }

  /// A refusal of a key's value.
  public Refusal wrong(Key key, String wanted) {
    return new Refusal(
        "%s: \"%s\" is %s; it should be %s"
            .formatted(source, key.word(), Sentence.visible(value(key).compact()), wanted));
  }

  /// A refusal of what the file asks for, with what was found.
  public Refusal wrong(String sentence) {
    return new Refusal(source + ": " + sentence);
  }
}
