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
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ebm4j.cli.terminal.Refusal;
import org.ebm4j.cli.terminal.Sentence;

/// What a file says, checked key by key; immutable.
///
///     # the two moons, by contrast
///     data      = two-moons
///     objective = pcd
///     net       = 128 128
///
/// Whatever is wrong is refused with the file, the line, what was found and what may stand there.
public final class Configuration {
  private static final long LONGEST = 1 << 20;

  private final String source;
  private final Map<Key, Said> said;

  private record Said(String value, int line) {}

  private Configuration(String source, Map<Key, Said> said) {
    this.source = source;
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
                + "; `ebm train --keys` shows how to write one");
      }
      if (Files.size(file) > LONGEST) {
        throw new Refusal(
            "%s has %d bytes, but a configuration has at most %d; give a file of `key = value` lines"
                .formatted(path, Files.size(file), LONGEST));
      }
      try {
        return parse(file.getFileName().toString(), Files.readString(file));
      } catch (MalformedInputException e) {
        throw new Refusal(path + " is no text in UTF-8; give a file of `key = value` lines");
      } catch (IOException e) {
        throw new Refusal(Sentence.of(e));
      }
    });
  }

  /// Reads a text.
  ///
  /// @param source what to call it in a refusal
  static Configuration parse(String source, String text) {
    Map<Key, Said> said = new EnumMap<>(Key.class);
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).replaceFirst("(^|\\s)#.*", "").strip();
      if (line.isEmpty()) {
        continue;
      }
      String at = source + " line " + (i + 1);
      String[] halves = line.split("=", 2);
      if (halves.length < 2 || halves[1].isBlank()) {
        throw new Refusal(at + ": found '" + Sentence.visible(line) + "'; write `key = value`");
      }
      Key key = key(at, halves[0].strip());
      Said before = said.put(key, new Said(halves[1].strip(), i + 1));
      if (before != null) {
        throw new Refusal(
            "%s says %s a second time, line %d said it first; keep one of them"
                .formatted(at, key.word(), before.line));
      }
    }
    Configuration read = new Configuration(source, said);
    read.requireConcerned();
    return read;
  }

  private static Key key(String at, String word) {
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
        "%s: there is no key '%s'; the nearest is '%s', `ebm train --keys` lists all"
            .formatted(at, Sentence.visible(word), nearest.word()));
  }

  private void requireConcerned() {
    Goal goal = goal();
    said.forEach((key, value) -> {
      if (!key.concerns(goal)) {
        throw new Refusal(
            "%s line %d: '%s' means nothing to the objective %s; leave it out"
                .formatted(source, value.line, key.word(), goal.name().toLowerCase(Locale.ROOT)));
      }
    });
  }

  /// This configuration with another value for one key.
  public Configuration with(Key key, String value) {
    Map<Key, Said> changed = new EnumMap<>(Key.class);
    changed.putAll(said);
    changed.put(key, new Said(value, 0));
    return new Configuration(source, changed);
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

  /// The value as it is written.
  public String text(Key key) {
    Said value = said.get(key);
    return value == null ? key.usual() : value.value;
  }

  /// Whether it is "none".
  public boolean isNone(Key key) {
    return text(key).equals("none");
  }

  /// One of a few words.
  public <E extends Enum<E>> E choice(Key key, Class<E> words) {
    for (E word : words.getEnumConstants()) {
      if (word.name().equalsIgnoreCase(text(key))) {
        return word;
      }
    }
    String there =
        Arrays.stream(words.getEnumConstants())
            .map(word -> word.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    throw wrong(key, "one of " + there);
  }

  /// A whole number of at least `least`.
  public long whole(Key key, long least) {
    try {
      long value = Long.parseLong(text(key));
      if (value >= least) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw wrong(key, "a whole number of at least " + least);
  }

  /// A whole number from `least` to `most`.
  public int count(Key key, int least, int most) {
    long value = whole(key, least);
    if (value > most) {
      throw wrong(key, "a whole number from %d to %d".formatted(least, most));
    }
    return (int) value;
  }

  /// A number of at least `least`.
  public double number(Key key, double least) {
    Optional<double[]> value = numbers(text(key), 1);
    if (value.isEmpty() || !(value.get()[0] >= least)) {
      throw wrong(key, "a number of at least " + least);
    }
    return value.get()[0];
  }

  /// So many numbers, between spaces or commas.
  public double[] numbers(Key key, int many, String meaning) {
    return numbers(text(key), many).orElseThrow(() -> wrong(key, meaning));
  }

  private static Optional<double[]> numbers(String text, int many) {
    String[] words = text.strip().split("[\\s,]+", -1);
    double[] values = new double[words.length];
    try {
      for (int i = 0; i < words.length; i++) {
        values[i] = Double.parseDouble(words[i]);
      }
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
    boolean finite = Arrays.stream(values).allMatch(Double::isFinite);
    return values.length == many && finite ? Optional.of(values) : Optional.empty();
  }

  /// Whole numbers of at least 1, between spaces or commas.
  public int[] widths(Key key, int most) {
    try {
      int[] widths =
          Arrays.stream(text(key).strip().split("[\\s,]+", -1))
              .mapToInt(Integer::parseInt)
              .toArray();
      if (Arrays.stream(widths).allMatch(w -> w >= 1 && w <= most)) {
        return widths;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw wrong(key, "whole numbers from 1 to " + most + ", such as 128 128");
  }

  /// A refusal of a key's value.
  public Refusal wrong(Key key, String wanted) {
    Said value = said.get(key);
    String at = value == null || value.line == 0 ? source : source + " line " + value.line;
    return new Refusal(
        "%s: %s is '%s'; it should be %s"
            .formatted(at, key.word(), Sentence.visible(text(key)), wanted));
  }
}
