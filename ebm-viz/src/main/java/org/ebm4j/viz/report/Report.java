package org.ebm4j.viz.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ebm4j.viz.file.WholeFile;

/// A run explained on one page.
///
/// The page is one file: figures are drawings inside it, styles and scripts too, and a content
/// policy forbids everything else, so it can be mailed, archived and opened without a network. It
/// follows the reader's light or dark theme, fits a phone, prints, and is the same bytes for the
/// same records. Every text is shown as it was given, whatever signs it holds.
///
/// @param summary a paragraph in everyday words; see [Block.Prose]
/// @param footer versions and the like
public record Report(
    String title,
    String summary,
    List<Verdict> verdicts,
    List<Section> sections,
    List<Details> details,
    String footer) {

  public Report {
    verdicts = List.copyOf(verdicts);
    sections = List.copyOf(sections);
    details = List.copyOf(details);
  }

  /// A report with nothing but its beginning.
  public static Report of(String title, String summary) {
    return new Report(title, summary, List.of(), List.of(), List.of(), "");
  }

  public Report plus(Verdict added) {
    return new Report(title, summary, joined(verdicts, added), sections, details, footer);
  }

  public Report plus(Section added) {
    return new Report(title, summary, verdicts, joined(sections, added), details, footer);
  }

  public Report plus(Details added) {
    return new Report(title, summary, verdicts, sections, joined(details, added), footer);
  }

  public Report footer(String text) {
    return new Report(title, summary, verdicts, sections, details, text);
  }

  /// The whole page.
  public String html() {
    return new Page(this).html();
  }

  /// Writes the page to the file, whole or not at all.
  public void write(Path file) throws IOException {
    WholeFile.write(file, html());
  }

  private static <T> List<T> joined(List<T> list, T added) {
    List<T> all = new ArrayList<>(list);
    all.add(added);
    return all;
  }
}
