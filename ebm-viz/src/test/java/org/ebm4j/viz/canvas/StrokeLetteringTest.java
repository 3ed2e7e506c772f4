package org.ebm4j.viz.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class StrokeLetteringTest {

  private static final StrokeLettering STROKES = StrokeLettering.INSTANCE;

  @Test
  void everyPrintableAsciiSignHasItsOwnShape() {
    String ascii =
        IntStream.rangeClosed(0x20, 0x7E)
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
    assertThat(STROKES.writes(ascii)).isTrue();
    assertThat(
            ascii
                .substring(1)
                .chars()
                .mapToObj(c -> pixels(Character.toString(c)))
                .distinct()
                .count())
        .isEqualTo(ascii.length() - 1L);
  }

  @Test
  void theSignsThatFiguresUseAreThere() {
    assertThat(STROKES.writes("− · × ± ≤ ≥ ≈ → … ² 10⁻¹² β ∇ √ ∞ – —")).isTrue();
  }

  @Test
  void signsKeepToTheirLine() {
    for (String text : new String[] {"Mgyj|", "10⁻⁹", "A(b)[c]{d}"}) {
      Rectangle2D bounds = STROKES.outline(text, 10, true).getBounds2D();
      assertThat(bounds.getMinY()).isGreaterThan(-9);
      assertThat(bounds.getMaxY()).isLessThan(3);
      assertThat(bounds.getMinX()).isGreaterThan(-0.5);
      assertThat(bounds.getMaxX()).isLessThan(STROKES.width(text, 10, true) + 0.5);
    }
  }

  @Test
  void aSignWithoutStrokesIsStillDrawn() {
    assertThat(STROKES.writes("é")).isFalse();
    assertThat(pixels("é").equals(pixels("e")) || SystemLettering.found().isPresent()).isTrue();
    assertThat(STROKES.outline("☃", 12, false).getBounds2D().isEmpty()).isFalse();
    assertThat(pixels("☃")).isNotEqualTo(pixels(" "));
  }

  @Test
  void pixelsDoNotDependOnTheMachinesFonts() {
    assertThat(Lettering.of("Energy −1.5 ± 10⁻³")).isSameAs(STROKES);
  }

  private static List<Byte> pixels(String text) {
    PixelCanvas canvas = new PixelCanvas(30, 30, 1);
    canvas.text(text, 8, 20, Type.of(16, Palette.INK));
    return IntStream.range(0, 900)
        .mapToObj(i -> (byte) canvas.raster().argb(i % 30, i / 30))
        .toList();
  }
}
