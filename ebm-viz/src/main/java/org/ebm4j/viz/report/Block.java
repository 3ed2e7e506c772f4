package org.ebm4j.viz.report;

import java.util.List;
import org.ebm4j.viz.figure.Figure;
import org.ebm4j.viz.figure.LineChart;

/// A piece of a section.
public sealed interface Block {

  /// Text: a blank line ends a paragraph, lines that start with "- " are a list, `backticks` set
  /// code. All else is shown as it is.
  record Prose(String text) implements Block {}

  /// A figure that stays as it is.
  record Still(Figure figure, String caption) implements Block {}

  /// A line chart whose values can be read off with the pointer; still where scripts do not run and
  /// in print.
  record Live(LineChart chart, String caption) implements Block {}

  /// @param rows each as long as `header`
  record Table(List<String> header, List<List<String>> rows) implements Block {
    public Table {
      header = List.copyOf(header);
      rows = rows.stream().map(List::copyOf).toList();
      for (List<String> row : rows) {
        if (row.size() != header.size()) {
          throw new IllegalArgumentException(
              "report table: a row has %d cells under %d headings; give one cell for each heading"
                  .formatted(row.size(), header.size()));
        }
      }
    }
  }

  /// Lines shown exactly as they are.
  record Code(String text) implements Block {}
}
