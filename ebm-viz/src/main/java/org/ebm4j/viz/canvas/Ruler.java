package org.ebm4j.viz.canvas;

import java.util.ArrayList;
import java.util.List;

/// Measures text before a surface exists.
@FunctionalInterface
public interface Ruler {

  /// The width of one line of text, in CSS pixels.
  double width(String text, Type type);

  /// Breaks the text between words into lines no wider than `room`; a single longer word stays
  /// whole.
  default List<String> wrapped(String text, Type type, double room) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : text.strip().split("\\s+", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && width(longer, type) > room) {
        lines.add(line);
        line = word;
      } else {
        line = longer;
      }
    }
    lines.add(line);
    return lines;
  }

  /// The text, or as much of its start as fits into `room` with an ellipsis.
  default String shortened(String text, Type type, double room) {
    if (width(text, type) <= room) {
      return text;
    }
    int keep = text.length();
    while (keep > 1 && width(text.substring(0, keep).strip() + "…", type) > room) {
      keep--;
    }
    return text.substring(0, keep).strip() + "…";
  }
}
