package org.ebm4j.viz.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import org.ebm4j.viz.canvas.Palette;
import org.ebm4j.viz.canvas.PixelCanvas;
import org.junit.jupiter.api.Test;

final class LineChartTest {

  private static final double[] X = {0, 1, 2, 3};
  private static final double[] Y = {0.2, 0.9, 0.4, 0.6};

  private static LineChart chart() {
    return LineChart.of("chart", Axis.linear("x"), Axis.linear("y").range(0, 1));
  }

  /// A chart's pixels, found by its own coordinates.
  private record Seen(BufferedImage image, Frame frame) {

    static Seen of(LineChart chart) throws IOException {
      Frame frame = new LineChartPainter(chart, Figure.WIDE, PixelCanvas.ruler()).frame();
      return new Seen(FigureTest.read(chart.png()), frame);
    }

    int at(double x, double y) {
      return image.getRGB((int) (2 * frame.x(x)), (int) (2 * frame.y(y))) & 0xFFFFFF;
    }
  }

  @Test
  void everyPointHasItsSeriesColour() throws IOException {
    LineChart chart =
        chart()
            .plus(Series.of("one", X, Y))
            .plus(Series.of("two", X, new double[] {0.5, 0.5, 0.1, 0.1}));
    Seen seen = Seen.of(chart);
    for (int i = 0; i < X.length; i++) {
      assertThat(seen.at(X[i], Y[i])).isEqualTo(Palette.series(0).rgb());
    }
    assertThat(seen.at(3, 0.1)).isEqualTo(Palette.series(1).rgb());
    assertThat(seen.at(2.5, 0.95)).isEqualTo(0xFFFFFF);
  }

  @Test
  void aChosenHueReplacesTheOneOfThePlace() throws IOException {
    LineChart chart = chart().plus(Series.of("one", X, Y).hue(3));
    Seen seen = Seen.of(chart);
    assertThat(seen.at(1, 0.9)).isEqualTo(Palette.series(3).rgb());
  }

  @Test
  void huesRepeatDashedFromTheEighthOn() {
    String plain = chart().plus(Series.of("one", X, Y).hue(6)).svg();
    String dashed = chart().plus(Series.of("one", X, Y).hue(7)).svg();
    assertThat(plain).doesNotContain("stroke-dasharray");
    assertThat(dashed).contains("stroke-dasharray=\"7\"").contains(Palette.series(0).name());
  }

  @Test
  void aBandTintsWhatLiesBetween() throws IOException {
    double[] low = {0.1, 0.1, 0.1, 0.1};
    double[] high = {0.95, 0.95, 0.95, 0.95};
    LineChart chart = chart().plus(Series.of("one", X, Y).band(low, high));
    Seen seen = Seen.of(chart);
    int tint = seen.at(2.5, 0.75);
    assertThat(tint).isNotEqualTo(0xFFFFFF).isNotEqualTo(Palette.series(0).rgb());
    assertThat(tint & 0xFF).isGreaterThan(tint >> 16); // blue
  }

  @Test
  void aFloorCrossesThePlot() throws IOException {
    LineChart with = chart().plus(Series.of("one", X, Y)).plus(new Floor("chance", 0.8));
    Seen seen = Seen.of(with);
    boolean crossed = false;
    for (double x = 2; x < 2.2; x += 0.005) {
      crossed |= seen.at(x, 0.8) == Palette.MUTED.rgb();
    }
    assertThat(crossed).isTrue();
    assertThat(with.svg()).contains(">chance 0.8</text>");
    assertThat(with.svg(Figure.NARROW)).contains(">chance 0.8</text>");
  }

  @Test
  void aGapIsLeftWhereAValueIsNotFinite() throws IOException {
    double[] y = {0.5, 0.5, Double.NaN, 0.5, 0.5};
    LineChart chart = chart().plus(Series.of("one", new double[] {0, 1, 2, 3, 4}, y));
    Seen seen = Seen.of(chart);
    assertThat(seen.at(0.5, 0.5)).isEqualTo(Palette.series(0).rgb());
    assertThat(seen.at(2.03, 0.5)).isNotEqualTo(Palette.series(0).rgb());
  }

  @Test
  void aLogAxisPutsEqualFactorsAtEqualDistances() {
    LineChart chart =
        LineChart.of("log", Axis.linear("x"), Axis.log("y"))
            .plus(Series.of("one", X, new double[] {1e-6, 1e-3, 1, 0}));
    Frame frame = new LineChartPainter(chart, Figure.WIDE, PixelCanvas.ruler()).frame();
    double first = frame.y(1e-6) - frame.y(1e-3);
    assertThat(first).isCloseTo(frame.y(1e-3) - frame.y(1), within(1e-9));
    assertThat(frame.y(0)).isGreaterThan(frame.plot().bottom());
  }

  @Test
  void aSpectrumIsSortedFromLargest() {
    LineChart chart = LineChart.spectrum("s", List.of("a"), List.of(new double[] {0.1, 5, 1}));
    assertThat(chart.series().getFirst().y()).containsExactly(5, 1, 0.1);
    assertThat(chart.series().getFirst().x()).containsExactly(1, 2, 3);
    assertThat(chart.y().log()).isTrue();
  }

  @Test
  void manyPointsStayASmallDrawing() {
    double[] x = new double[200_000];
    double[] y = new double[200_000];
    for (int i = 0; i < x.length; i++) {
      x[i] = i;
      y[i] = Math.sin(i * 0.1);
    }
    assertThat(chart().plus(Series.of("one", x, y)).svg()).hasSizeLessThan(60_000);
  }

  @Test
  void valuesThatAreAllNotFiniteAreSaidToBe() {
    double[] lost = {Double.NaN, Double.POSITIVE_INFINITY, Double.NaN, Double.NaN};
    LineChart chart =
        LineChart.of("c", Axis.linear("x"), Axis.log("y")).plus(Series.of("one", X, lost));
    assertThat(chart.svg()).contains("nothing to draw: no value is finite").doesNotContain("NaN");
    assertThat(chart.alt()).contains("one has no finite value");
    assertThat(chart.png()).isNotEmpty();
  }

  @Test
  void oneValueOrAConstantIsDrawn() throws IOException {
    LineChart constant =
        LineChart.of("c", Axis.linear("x"), Axis.linear("y"))
            .plus(Series.of("one", new double[] {5}, new double[] {-3}));
    Seen seen = Seen.of(constant);
    assertThat(seen.at(5, -3)).isEqualTo(Palette.series(0).rgb());
  }

  @Test
  void errorsAreSentences() {
    assertThatThrownBy(() -> Series.of("loss", new double[3], new double[2]))
        .hasMessage("series 'loss' has 3 x and 2 y; give as many of one as of the other");
    assertThatThrownBy(() -> Series.of("loss", new double[0], new double[0]))
        .hasMessage("series 'loss' has no points; leave it out until it has one");
    assertThatThrownBy(() -> Series.of("loss", X, Y).band(new double[4], new double[1]))
        .hasMessage(
            "series 'loss' has 4 points, its band 4 lower and 1 upper ends; give one of each for every point");
    assertThatThrownBy(() -> Series.of("loss", X, Y).hue(-2))
        .hasMessage("series 'loss' asks for hue -2; hues count from 0");
    assertThatThrownBy(() -> chart().png())
        .hasMessage("line chart 'chart' has no series; add one with plus(Series.of(name, x, y))");
    assertThatThrownBy(() -> Axis.linear("x").range(2, 1))
        .hasMessage("axis 'x' runs from 2.0 to 1.0; the first must be the smaller");
    assertThatThrownBy(() -> Axis.log("x").range(-1, 1))
        .hasMessage(
            "axis 'x' is logarithmic and cannot run from -1.0 to 1.0; give positive ends or Axis.linear");
    assertThatThrownBy(() -> LineChart.spectrum("s", List.of("a", "b"), List.of(X)))
        .hasMessage("s: 2 names for 1 spectra; give one name for each");
  }
}
