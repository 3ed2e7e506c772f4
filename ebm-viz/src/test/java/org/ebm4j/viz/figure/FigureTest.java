package org.ebm4j.viz.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;

/// What holds for every figure.
final class FigureTest {

  static List<Figure> figures() {
    return SampleFigures.all();
  }

  static BufferedImage read(byte[] png) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  @ParameterizedTest
  @MethodSource("figures")
  void pngIsReadableTwiceAsWideAndNotBlank(Figure figure) throws IOException {
    BufferedImage image = read(figure.png());
    assertThat(image.getWidth()).isEqualTo(2 * Figure.WIDE);
    assertThat(image.getHeight()).isBetween(300, 2400);
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    Set<Integer> colours = new HashSet<>();
    for (int i = 0; i < pixels.length; i += 7) {
      colours.add(pixels[i]);
    }
    assertThat(colours).hasSizeGreaterThan(50);
  }

  @ParameterizedTest
  @MethodSource("figures")
  void theSameFigureGivesTheSameBytes(Figure figure) {
    byte[] first = figure.png();
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertThat(figure.png()).isEqualTo(first);
      assertThat(figure.svg()).isEqualTo(figure.svg());
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void otherDataGivesOtherBytes() {
    LineChart one = line(new double[] {0, 1, 0.5});
    LineChart other = line(new double[] {0, 1, 0.51});
    assertThat(one.png()).isNotEqualTo(other.png());
  }

  private static LineChart line(double[] y) {
    return LineChart.of("t", Axis.linear("x"), Axis.linear("y"))
        .plus(Series.of("s", new double[] {0, 1, 2}, y));
  }

  @ParameterizedTest
  @MethodSource("figures")
  void svgIsWellFormedAtEveryWidthAndAsksForNothing(Figure figure) throws Exception {
    for (int width : new int[] {240, Figure.NARROW, 555, Figure.WIDE, 1200}) {
      String svg = figure.svg(width);
      var root =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(svg)))
              .getDocumentElement();
      assertThat(root.getAttribute("width")).isEqualTo(Integer.toString(width));
      assertThat(root.getAttribute("aria-label")).isEqualTo(figure.alt());
      assertThat(svg).doesNotContainPattern("(href|src)=\"(?!data:)").doesNotContain("url(", "NaN");
    }
  }

  @ParameterizedTest
  @MethodSource("figures")
  void altSaysWhatIsShown(Figure figure) {
    assertThat(figure.alt()).startsWith(figure.title()).hasSizeBetween(60, 500);
  }

  @Test
  void aFileIsWrittenWhole(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("chart.png");
    line(new double[] {1, 2, 3}).png(file);
    assertThat(read(Files.readAllBytes(file)).getWidth()).isEqualTo(2 * Figure.WIDE);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aTooNarrowSvgIsRefused() {
    assertThatThrownBy(() -> line(new double[] {1, 2, 3}).svg(100))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("t: asked for an SVG 100 pixels wide; the layout needs at least 240");
  }
}
