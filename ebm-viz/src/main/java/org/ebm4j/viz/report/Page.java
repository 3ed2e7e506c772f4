package org.ebm4j.viz.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.ebm4j.viz.canvas.Markup;
import org.ebm4j.viz.figure.Figure;
import org.ebm4j.viz.figure.LineChart;

/// Turns a [Report] into HTML that is well-formed XML too.
final class Page {

  private final Report report;
  private final StringBuilder out = new StringBuilder();
  private int figures;

  Page(Report report) {
    this.report = report;
  }

  String html() {
    head();
    put("<body>\n<main>\n");
    put("<header>\n" + tag("h1", report.title()));
    put("<div class=\"summary\">\n");
    prose(report.summary());
    put("</div>\n</header>\n");
    verdicts();
    contents();
    for (int i = 0; i < report.sections().size(); i++) {
      section(i, report.sections().get(i));
    }
    if (!report.details().isEmpty()) {
      put("<section class=\"appendix\">\n" + tag("h2", "To check and to repeat"));
      report.details().forEach(this::details);
      put("</section>\n");
    }
    if (!report.footer().isBlank()) {
      put("<footer>\n");
      prose(report.footer());
      put("</footer>\n");
    }
    put("</main>\n");
    scripts().forEach(script -> put("<script>" + script + "</script>\n"));
    put("</body>\n</html>\n");
    return out.toString();
  }

  private void head() {
    StringBuilder allowed = new StringBuilder();
    scripts().forEach(script -> allowed.append(" 'sha256-").append(digest(script)).append("'"));
    String policy =
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src"
            + (allowed.isEmpty() ? " 'none'" : allowed)
            + "; base-uri 'none'; form-action 'none'";
    put("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n");
    put("<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy + "\"/>\n");
    put("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
    put("<meta name=\"color-scheme\" content=\"light dark\"/>\n");
    put(tag("title", report.title()));
    String live = isLive() ? resource("uplot/uPlot.min.css") : "";
    put("<style>\n" + live + resource("report.css") + "</style>\n</head>\n");
  }

  private boolean isLive() {
    return report.sections().stream()
        .flatMap(section -> section.blocks().stream())
        .anyMatch(block -> block instanceof Block.Live);
  }

  private List<String> scripts() {
    return isLive()
        ? List.of(
            "/*!\n" + resource("uplot/LICENSE") + "*/\n" + resource("uplot/uPlot.iife.min.js"),
            resource("report.js"))
        : List.of();
  }

  private void verdicts() {
    if (report.verdicts().isEmpty()) {
      return;
    }
    put("<section class=\"verdicts\">\n" + tag("h2", "What came out"));
    put("<table>\n<thead><tr><th>Figure</th><th>Value</th><th>Compared with</th>");
    put("<th>What it means</th></tr></thead>\n<tbody>\n");
    for (Verdict verdict : report.verdicts()) {
      put("<tr>" + cell("Figure", "<b>" + Markup.escaped(verdict.name()) + "</b>"));
      put(cell("Value", "<span class=\"value\">" + Markup.escaped(verdict.value()) + "</span>"));
      put(cell("Compared with", Markup.escaped(verdict.compared())));
      put(cell("What it means", badge(verdict.outcome()) + inline(verdict.meaning())) + "</tr>\n");
    }
    put("</tbody>\n</table>\n</section>\n");
  }

  private static String cell(String label, String html) {
    return "<td data-label=\"" + label + "\"><div>" + html + "</div></td>";
  }

  private static String badge(Verdict.Outcome outcome) {
    return switch (outcome) {
      case REACHED -> "<span class=\"badge reached\">✓ reached</span> ";
      case MISSED -> "<span class=\"badge missed\">✗ not reached</span> ";
      case SHOWN -> "";
    };
  }

  private void contents() {
    if (report.sections().size() < 2) {
      return;
    }
    put("<nav aria-label=\"Sections\">\n<ol>\n");
    for (int i = 0; i < report.sections().size(); i++) {
      String heading = Markup.escaped(report.sections().get(i).heading());
      put("<li><a href=\"#section-" + (i + 1) + "\">" + heading + "</a></li>\n");
    }
    put("</ol>\n</nav>\n");
  }

  private void section(int number, Section section) {
    put("<section id=\"section-" + (number + 1) + "\">\n" + tag("h2", section.heading()));
    section.blocks().forEach(this::block);
    put("</section>\n");
  }

  private void block(Block block) {
    switch (block) {
      case Block.Prose prose -> prose(prose.text());
      case Block.Still still -> figure(still.figure(), still.caption(), "");
      case Block.Live live -> figure(live.chart(), live.caption(), data(live.chart()));
      case Block.Table table -> table(table);
      case Block.Code code -> put("<pre><code>" + Markup.escaped(code.text()) + "</code></pre>\n");
    }
  }

  private void figure(Figure figure, String caption, String data) {
    figures++;
    put("<figure id=\"figure-" + figures + "\">\n<div class=\"still wide\">\n" + figure.svg());
    put("</div>\n<div class=\"still narrow\">\n" + figure.svg(Figure.NARROW) + "</div>\n" + data);
    put("<figcaption><b>Figure " + figures + ".</b> " + inline(caption) + "</figcaption>\n");
    put("</figure>\n");
  }

  private static String data(LineChart chart) {
    return "<div class=\"live\"></div>\n<script type=\"application/json\" class=\"chart\">"
        + ChartData.of(chart)
        + "</script>\n";
  }

  private void table(Block.Table table) {
    put("<div class=\"scroll\"><table>\n<thead><tr>");
    table.header().forEach(name -> put("<th>" + inline(name) + "</th>"));
    put("</tr></thead>\n<tbody>\n");
    for (List<String> row : table.rows()) {
      put("<tr>");
      row.forEach(cell -> put("<td>" + inline(cell) + "</td>"));
      put("</tr>\n");
    }
    put("</tbody>\n</table></div>\n");
  }

  private void details(Details details) {
    put("<details>\n" + tag("summary", details.heading()));
    put("<pre><code>" + Markup.escaped(details.text()) + "</code></pre>\n</details>\n");
  }

  private void prose(String text) {
    for (String paragraph : text.strip().split("\\n\\s*\\n", -1)) {
      List<String> items = new ArrayList<>();
      List<String> words = new ArrayList<>();
      for (String line : paragraph.strip().split("\\n", -1)) {
        boolean item = line.startsWith("- ");
        (item ? items : words).add(item ? line.substring(2) : line);
      }
      if (!words.isEmpty()) {
        put("<p>" + inline(String.join("\n", words)) + "</p>\n");
      }
      if (!items.isEmpty()) {
        put("<ul>\n");
        items.forEach(item -> put("<li>" + inline(item) + "</li>\n"));
        put("</ul>\n");
      }
    }
  }

  /// Escaped text with what stands between two backticks set as code.
  private static String inline(String text) {
    return Markup.escaped(text).replaceAll("`([^`\\n]+)`", "<code>$1</code>");
  }

  private static String tag(String name, String text) {
    return "<" + name + ">" + Markup.escaped(text) + "</" + name + ">\n";
  }

  private void put(String html) {
    out.append(html);
  }

  private static String digest(String script) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has SHA-256
    }
  }

  private static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing beside Page");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
