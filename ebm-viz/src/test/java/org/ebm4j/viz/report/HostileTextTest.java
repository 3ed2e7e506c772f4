package org.ebm4j.viz.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.ebm4j.viz.figure.Axis;
import org.ebm4j.viz.figure.Bar;
import org.ebm4j.viz.figure.BarChart;
import org.ebm4j.viz.figure.Field;
import org.ebm4j.viz.figure.Floor;
import org.ebm4j.viz.figure.ImageGrid;
import org.ebm4j.viz.figure.Landscape;
import org.ebm4j.viz.figure.LineChart;
import org.ebm4j.viz.figure.Points;
import org.ebm4j.viz.figure.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;

/// A page shows every text as it is, whatever it holds.
final class HostileTextTest {

  static List<String> hostile() {
    return List.of(
        "<script>alert(1)</script>",
        "</script><script>alert(1)</script>",
        "</title></style><img src=x onerror=alert(1)>",
        "\" onload=\"alert(1)",
        "' onmouseover='alert(1)",
        "<!-- ]]> <![CDATA[ <svg/onload=alert(1)>",
        "javascript:alert(1) &lt;script&gt; &#60;b&#62;",
        "$1 \\1 ${a} %s %n {{x}}",
        "nul \u0000 escape \u001b lone \ud800 line \u2028 text");
  }

  /// A report that has the text everywhere a text may stand.
  private static Report everywhere(String text) {
    double[] x = {0, 1};
    LineChart line =
        LineChart.of(text, Axis.linear(text), Axis.linear(text))
            .plus(Series.of(text, x, x))
            .plus(new Floor(text, 0.5));
    BarChart bars =
        BarChart.of(text, Axis.linear(text)).plus(Bar.of(text, 1)).plus(new Floor(text, 0.5));
    Field field = Field.of(new Field.Area(0, 1, 0, 1), 2, 2, (a, b) -> a + b);
    Landscape landscape =
        Landscape.of(text, field, text).cloud(Points.of(text, x, x)).path(Points.of(text, x, x));
    ImageGrid grid =
        ImageGrid.of(text, 1, 1).plus(ImageGrid.Row.of(text, List.of(new float[] {1})));
    return Report.of(text, text)
        .plus(new Verdict(text, text, text, text, Verdict.Outcome.REACHED))
        .plus(
            Section.of(text)
                .prose(text)
                .live(line, text)
                .figure(bars, text)
                .figure(landscape, text)
                .figure(grid, text)
                .table(List.of(text), List.of(List.of(text)))
                .code(text))
        .plus(Section.of(text))
        .plus(new Details(text, text))
        .footer(text);
  }

  /// What a page has that no report puts there.
  private static List<String> intruders(String html) {
    List<String> found = new ArrayList<>();
    Document page = Pages.parse(html);
    for (Element element : Pages.all(page, "*")) {
      if (List.of("img", "iframe", "object", "embed", "link", "form")
          .contains(element.getTagName())) {
        found.add(element.getTagName());
      }
      NamedNodeMap attributes = element.getAttributes();
      for (int i = 0; i < attributes.getLength(); i++) {
        if (attributes.item(i).getNodeName().startsWith("on")) {
          found.add(attributes.item(i).getNodeName());
        }
      }
    }
    int scripts = Pages.all(page, "script").size();
    if (scripts != 3) { // the library, ours, and one chart's data
      found.add(scripts + " scripts");
    }
    found.addAll(Pages.outsideReferences(html));
    return found;
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void textStaysText(String text) {
    String html = everywhere(text).html();
    assertThat(intruders(html)).isEmpty();
    String shown = text.replaceAll("[\\x00\\x1b]", "\ufffd").replace('\ud800', '\ufffd');
    Document page = Pages.parse(html);
    assertThat(Pages.texts(page, "h1")).containsExactly(shown);
    assertThat(Pages.texts(page, "summary")).containsExactly(shown);
    assertThat(Pages.texts(page, "pre")).containsExactly(shown, shown);
    assertThat(Pages.texts(page, "td")).contains(shown);
  }

  @Test
  void aTwinThatDoesNotEscapeIsFound() {
    String text = "<img src=\"x\" onerror=\"alert(1)\"/>";
    String html = everywhere(text).html();
    String twin = html.replaceFirst("<h1>.*?</h1>", "<h1>" + text + "</h1>");
    assertThat(intruders(html)).isEmpty();
    assertThat(intruders(twin)).containsExactlyInAnyOrder("img", "onerror", "src=x");
  }
}
