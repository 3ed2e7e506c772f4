package org.ebm4j.viz.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import org.ebm4j.viz.canvas.Box;
import org.ebm4j.viz.canvas.EnergyColours;
import org.ebm4j.viz.canvas.Palette;
import org.ebm4j.viz.canvas.PixelCanvas;
import org.ebm4j.viz.canvas.SvgCanvas;
import org.junit.jupiter.api.Test;

final class LandscapeTest {

  private static final Field.Area AREA = new Field.Area(-1, 3, 0, 2);

  /// Rises from left (0) to right (1).
  private static Landscape slope() {
    return Landscape.of("slope", Field.of(AREA, 5, 5, (x, y) -> (x + 1) / 4), "energy").range(0, 1);
  }

  /// A landscape's pixels, found by its own coordinates.
  private record Seen(BufferedImage image, Box plot) {

    static Seen of(Landscape landscape) throws IOException {
      Box plot = new LandscapePainter(landscape, Figure.WIDE, PixelCanvas.ruler()).plot();
      return new Seen(FigureTest.read(landscape.png()), plot);
    }

    int at(double x, double y) {
      double px = plot.x() + plot.width() * (x + 1) / 4;
      double py = plot.bottom() - plot.height() * y / 2;
      return image.getRGB((int) (2 * px), (int) (2 * py)) & 0xFFFFFF;
    }
  }

  private static void sameColour(int found, int wanted) {
    for (int shift = 0; shift < 24; shift += 8) {
      assertThat(found >> shift & 255)
          .isBetween((wanted >> shift & 255) - 3, (wanted >> shift & 255) + 3);
    }
  }

  @Test
  void coloursFollowTheField() throws IOException {
    Seen seen = Seen.of(slope());
    for (double x : new double[] {-0.9, 0.05, 1.05, 2.06}) {
      sameColour(seen.at(x, 1.03), EnergyColours.argb((x + 1) / 4));
    }
  }

  @Test
  void rowZeroIsTheLowest() throws IOException {
    double[] values = {0, 0, 1, 1}; // bottom row low, top row high
    Seen seen = Seen.of(Landscape.of("l", Field.of(AREA, 2, 2, values), "energy").range(0, 1));
    assertThat(seen.at(1.02, 1.97) >> 16).isGreaterThan(seen.at(1.02, 0.03) >> 16);
  }

  @Test
  void pointsAndPathsLieWhereTheyAre() throws IOException {
    Landscape landscape =
        slope()
            .cloud(Points.of("data", new float[] {0.3f, 0.5f, 2.2f, 1.3f}))
            .cloud(Points.of("samples", new float[] {1.3f, 1.7f}))
            .path(Points.of("path", new double[] {0.6, 1.6}, new double[] {1.1, 1.1}));
    Seen seen = Seen.of(landscape);
    assertThat(seen.at(0.3, 0.5)).isEqualTo(Palette.WHITE.rgb());
    assertThat(seen.at(2.2, 1.3)).isEqualTo(Palette.WHITE.rgb());
    assertThat(seen.at(1.3, 1.7)).isEqualTo(Palette.ORANGE.rgb());
    assertThat(seen.at(0.6, 1.1)).isEqualTo(Palette.WHITE.rgb()); // ring
    assertThat(seen.at(1.6, 1.1)).isEqualTo(seen.at(1.1, 1.1)); // dot and line
    assertThat(seen.at(1.1, 1.1)).isNotEqualTo(Seen.of(slope()).at(1.1, 1.1));
  }

  @Test
  void contourLinesStandAtTheColourBarsTicks() {
    String svg = slope().svg();
    int inner = svg.indexOf("<svg ", 5);
    int end = svg.indexOf("</svg>");
    assertThat(svg.substring(end))
        .contains(">0.2</text>", ">0.4</text>", ">0.6</text>", ">0.8</text>");
    Box plot = new LandscapePainter(slope(), Figure.WIDE, SvgCanvas.ruler()).plot();
    for (double level : new double[] {0.2, 0.4, 0.6, 0.8}) {
      String x = "M" + Math.round(100 * (plot.x() + plot.width() * level)) / 100.0;
      assertThat(svg.substring(inner, end)).contains(x.replaceAll("\\.0$", "") + " ");
    }
  }

  @Test
  void steepWallsDoNotWashOutTheValley() {
    Field field = Field.of(AREA, 41, 41, (x, y) -> x < -0.95 ? 1e9 : x * x);
    String svg = Landscape.of("walls", field, "energy").svg();
    assertThat(svg).contains(">2</text>").doesNotContain("10⁸");
  }

  @Test
  void holesAreShownAndAnEmptyFieldSaysSo() throws IOException {
    Field half = Field.of(AREA, 9, 9, (x, y) -> x > 1 ? Double.NaN : x);
    int hole = Seen.of(Landscape.of("h", half, "energy")).at(2, 1.03);
    assertThat(hole >> 16).isEqualTo(0xC9);
    Field none = Field.of(AREA, 3, 3, (x, y) -> Double.POSITIVE_INFINITY);
    assertThat(Landscape.of("n", none, "energy").svg())
        .contains("nothing to draw: no value is finite");
    assertThat(Landscape.of("n", none, "energy").alt()).contains("no finite value");
  }

  @Test
  void aFlatFieldIsDrawn() {
    Field flat = Field.of(AREA, 3, 3, (x, y) -> 7);
    assertThat(Landscape.of("flat", flat, "energy").png()).isNotEmpty();
  }

  @Test
  void aLargeCloudIsThinnedAndSaysSo() {
    Landscape landscape = slope().cloud(Points.of("samples", new float[20_000]));
    assertThat(landscape.svg()).contains("samples (1429 of 10000)");
    assertThat(landscape.svg().split("<circle", -1)).hasSizeLessThan(1500);
  }

  @Test
  void aPathEndsWhereItIsNoLongerFinite() {
    double[] x = {0, 1, Double.NaN, 2};
    Landscape landscape = slope().path(Points.of("p", x, new double[] {1, 1, 1, 1}));
    assertThat(landscape.svg()).doesNotContain("NaN");
  }

  @Test
  void errorsAreSentences() {
    assertThatThrownBy(() -> Field.of(AREA, 3, 3, new double[8]))
        .hasMessage(
            "field of 3 columns and 3 rows was given 8 values; give columns × rows, each at least 2");
    assertThatThrownBy(() -> new Field.Area(1, 1, 0, 2))
        .hasMessage(
            "field area runs from x 1.0 to 1.0 and y 0.0 to 2.0; give finite ends, the smaller first");
    assertThatThrownBy(() -> Points.of("data", new float[3]))
        .hasMessage("points 'data' were given 3 numbers, which are not pairs; give x, y, x, y, …");
    assertThatThrownBy(() -> Points.of("data", new double[2], new double[3]))
        .hasMessage("points 'data' have 2 x and 3 y; give as many of one as of the other");
    assertThatThrownBy(() -> Points.of("data", new float[0]))
        .hasMessage("points 'data' are none; leave them out until there is one");
    assertThatThrownBy(() -> slope().range(1, 1))
        .hasMessage(
            "landscape 'slope': colours run from 1.0 to 1.0; the first must be the smaller");
  }
}
