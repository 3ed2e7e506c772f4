package org.ebm4j.api.weights;

import java.util.Collection;
import java.util.Iterator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Tensor names as error sentences show them. A name may come from a hostile file, so what is shown
/// is short and holds no control characters, and the search for a near name is bounded.
final class Names {
  private static final int SHOWN_CHARACTERS = 80;
  private static final int LISTED_NAMES = 8;
  private static final int COMPARED_NAMES = 10_000;

  private Names() {}

  /// The [visible][#visible(String)] text in quotes.
  static String quoted(String text) {
    return '"' + visible(text) + '"';
  }

  /// The text cut after 80 characters, with whatever a terminal would obey instead of showing
  /// written as a backslash, `u` and four hexadecimal digits.
  static String visible(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints().limit(SHOWN_CHARACTERS).forEach(character -> append(shown, character));
    boolean cut = text.codePointCount(0, text.length()) > SHOWN_CHARACTERS;
    return shown.append(cut ? "…" : "").toString();
  }

  private static void append(StringBuilder shown, int character) {
    switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          shown.append(String.format("\\u%04x", character));
      default -> shown.appendCodePoint(character);
    }
  }

  /// Where the text first has half a character, which has no UTF-8 form, or −1.
  static int unpairedSurrogate(String text) {
    int at = 0;
    while (at < text.length()) {
      int character = text.codePointAt(at);
      if (Character.getType(character) == Character.SURROGATE) {
        return at;
      }
      at += Character.charCount(character);
    }
    return -1;
  }

  /// The first few names in quotes, then how many more there are.
  static String listed(Collection<String> names) {
    Stream<String> first = names.stream().limit(LISTED_NAMES).map(Names::quoted);
    int more = names.size() - LISTED_NAMES;
    return first.collect(Collectors.joining(", ")) + (more > 0 ? " and " + more + " more" : "");
  }

  /// The name that takes the fewest single-character edits to reach; the earliest one of several.
  ///
  /// @param names at least one name, of which the first 10 000 are compared
  static String nearest(String asked, Collection<String> names) {
    Iterator<String> candidates = names.stream().limit(COMPARED_NAMES).iterator();
    String best = candidates.next();
    int fewest = edits(asked, best);
    while (candidates.hasNext()) {
      String candidate = candidates.next();
      int edits = edits(asked, candidate);
      if (edits < fewest) {
        fewest = edits;
        best = candidate;
      }
    }
    return best;
  }

  /// Insertions, deletions and substitutions that turn one text's first 80 characters into the
  /// other's [Levenshtein 1966].
  private static int edits(String from, String to) {
    int rows = Math.min(from.length(), SHOWN_CHARACTERS);
    int columns = Math.min(to.length(), SHOWN_CHARACTERS);
    int[] row = new int[columns + 1];
    for (int j = 0; j <= columns; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= rows; i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= columns; j++) {
        int substituted = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[columns];
  }
}
