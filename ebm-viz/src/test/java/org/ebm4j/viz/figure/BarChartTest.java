package org.ebm4j.viz.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import org.ebm4j.viz.canvas.Palette;
import org.junit.jupiter.api.Test;

final class BarChartTest {

  private static BarChart chart() {
    return BarChart.of("chart", Axis.linear("accuracy").range(0, 1));
  }

  private static int count(BarChart chart, int rgb) throws IOException {
    BufferedImage image = FigureTest.read(chart.png());
    int count = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        count += (image.getRGB(x, y) & 0xFFFFFF) == rgb ? 1 : 0;
      }
    }
    return count;
  }

  @Test
  void twiceTheValueIsTwiceTheInk() throws IOException {
    BarChart chart = chart().plus(Bar.of("a", 0.8)).plus(Bar.of("b", 0.4));
    double ratio =
        (double) count(chart, Palette.series(0).rgb()) / count(chart, Palette.series(1).rgb());
    assertThat(ratio).isBetween(1.95, 2.05);
  }

  @Test
  void aMeanHasItsRangeAndItsMeasurements() {
    Bar bar = Bar.mean("a", 0.5, 0.7, 0.6);
    assertThat(bar.value()).isBetween(0.5999999, 0.6000001);
    assertThat(bar.low()).isEqualTo(0.5);
    assertThat(bar.high()).isEqualTo(0.7);
    assertThat(bar.single()).isEqualTo(List.of(0.5, 0.7, 0.6));
    assertThat(chart().plus(bar).svg().split("<circle", -1)).hasSize(4);
  }

  @Test
  void floorsAreNamedAndNeverOverlap() {
    String svg =
        chart()
            .plus(Bar.of("a", 0.5))
            .plus(new Floor("chance", 0.1))
            .plus(new Floor("majority", 0.11))
            .svg();
    assertThat(svg).contains(">chance 0.1</text>", ">majority 0.11</text>");
    assertThat(heightOf(svg, "chance")).isNotEqualTo(heightOf(svg, "majority"));
  }

  private static String heightOf(String svg, String label) {
    String element = svg.substring(svg.lastIndexOf("<text", svg.indexOf(">" + label)));
    return element.replaceAll("(?s)^.*? y=\"([0-9.]+)\".*$", "$1");
  }

  @Test
  void negativeValuesRunTheOtherWay() throws IOException {
    BarChart chart =
        BarChart.of("c", Axis.linear("gap")).plus(Bar.of("a", -2)).plus(Bar.of("b", 2));
    int left = count(chart, Palette.series(0).rgb());
    assertThat((double) left / count(chart, Palette.series(1).rgb())).isBetween(0.95, 1.05);
  }

  @Test
  void aBarLongerThanTheAxisIsCutAndShowsIt() throws IOException {
    BarChart chart = chart().plus(Bar.of("a", 40)).plus(Bar.of("b", 1));
    double ratio =
        (double) count(chart, Palette.series(0).rgb()) / count(chart, Palette.series(1).rgb());
    assertThat(ratio).isBetween(.97, .995);
    assertThat(chart.svg()).contains(">40</text>");
  }

  @Test
  void aValueThatIsNotANumberSaysSo() {
    BarChart chart = chart().plus(Bar.mean("a", Double.NaN, 0.4)).plus(new Floor("f", Double.NaN));
    assertThat(chart.svg()).contains("not a number").doesNotContain("NaN");
    assertThat(chart.png()).isNotEmpty();
  }

  @Test
  void errorsAreSentences() {
    assertThatThrownBy(() -> chart().png())
        .hasMessage("bar chart 'chart' has no bars; add one with plus(Bar.of(name, value))");
    assertThatThrownBy(() -> Bar.mean("a"))
        .hasMessage("bar 'a' has no measurements; give at least one");
    assertThatThrownBy(() -> Bar.of("a", 0.5).interval(0.6, 0.7))
        .hasMessage(
            "bar 'a' stands at 0.5 outside its interval from 0.6 to 0.7; the interval must hold the value");
    assertThatThrownBy(() -> BarChart.of("c", Axis.log("y")))
        .hasMessage(
            "bar chart 'c' has a logarithmic axis; a bar's length means nothing there, use a LineChart");
  }
}
