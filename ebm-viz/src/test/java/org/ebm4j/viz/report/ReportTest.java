package org.ebm4j.viz.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ebm4j.viz.figure.SampleFigures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

final class ReportTest {

  @Test
  void thePageIsWellFormedAndComplete() {
    Document page = Pages.parse(SampleReport.report().html());
    assertThat(Pages.texts(page, "h1")).containsExactly("Energies on handwritten digits");
    assertThat(Pages.texts(page, "h2"))
        .containsExactly(
            "What came out",
            "Two moons: what an energy looks like",
            "Digits: filling in what is hidden",
            "Joint embedding: collapse, and how to prevent it",
            "To check and to repeat");
    assertThat(Pages.all(page, "figure")).hasSize(5);
    assertThat(Pages.texts(page, "summary"))
        .containsExactly("The command to repeat this run", "run.json");
    assertThat(Pages.texts(page, "footer").getFirst()).contains("CC BY 4.0");
  }

  @Test
  void everyFigureHasWordsForThoseWhoCannotSeeIt() {
    for (Element figure : Pages.all(Pages.parse(SampleReport.report().html()), "figure")) {
      for (Element svg : Pages.all(figure, "svg")) {
        if (svg.hasAttribute("role")) {
          assertThat(svg.getAttribute("aria-label")).hasSizeGreaterThan(60);
        }
      }
      assertThat(Pages.texts(figure, "figcaption").getFirst()).hasSizeGreaterThan(20);
    }
  }

  @Test
  void thePageAsksTheNetworkForNothing() {
    String html = SampleReport.report().html();
    assertThat(Pages.outsideReferences(html)).isEmpty();
    assertThat(html).contains("default-src 'none'");
  }

  @Test
  void aTwinThatAsksTheNetworkIsFound() {
    String html = SampleReport.report().html();
    assertThat(Pages.outsideReferences(html.replace("<main>", "<main><img src=\"//a.b/c.png\"/>")))
        .hasSize(1);
    assertThat(Pages.outsideReferences(html.replace("<main>", "<main><a href='http://a.b'>x</a>")))
        .hasSize(1);
    assertThat(
            Pages.outsideReferences(
                html.replace("</style>", "@import 'x.css'; p{background:url(x)}</style>")))
        .hasSize(2);
  }

  @Test
  void onlyTheTwoScriptsOfOursMayRun() throws Exception {
    String html = SampleReport.report().html();
    Matcher script = Pattern.compile("(?s)<script>(.*?)</script>").matcher(html);
    int count = 0;
    while (script.find()) {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(script.group(1).getBytes(StandardCharsets.UTF_8));
      assertThat(html).contains("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
      count++;
    }
    assertThat(count).isEqualTo(2);
    assertThat(html.split("'sha256-", -1)).hasSize(3);
  }

  @Test
  void withoutALiveChartThereIsNoScript() {
    String html =
        Report.of("t", "s").plus(Section.of("h").figure(SampleFigures.gauges(), "still")).html();
    assertThat(html).doesNotContain("<script").contains("script-src 'none'");
  }

  @Test
  void theChartLibrarysLicenceGoesWithIt() {
    assertThat(SampleReport.report().html())
        .contains("The MIT License")
        .contains("Permission is hereby granted");
  }

  @Test
  void theSameReportGivesTheSameBytes(@TempDir Path folder) throws IOException {
    Path one = folder.resolve("one.html");
    Path two = folder.resolve("two.html");
    SampleReport.report().write(one);
    SampleReport.report().write(two);
    assertThat(Files.readAllBytes(one)).isEqualTo(Files.readAllBytes(two));
  }

  @Test
  void proseKnowsParagraphsListsAndCode() {
    String html = Report.of("t", "one\ntwo `a < b`\n\n- first\n- second\n\nlast").html();
    assertThat(html)
        .contains("<p>one\ntwo <code>a &lt; b</code></p>")
        .contains("<ul>\n<li>first</li>\n<li>second</li>\n</ul>")
        .contains("<p>last</p>");
  }

  @Test
  void aTableWhoseRowsDoNotFitIsRefused() {
    assertThatThrownBy(() -> Section.of("s").table(List.of("a", "b"), List.of(List.of("1"))))
        .hasMessage(
            "report table: a row has 1 cells under 2 headings; give one cell for each heading");
  }
}
