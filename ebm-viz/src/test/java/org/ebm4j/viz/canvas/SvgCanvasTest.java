package org.ebm4j.viz.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

final class SvgCanvasTest {

  @Test
  void textAndLabelAreEscaped() {
    SvgCanvas canvas = new SvgCanvas(10, 10, "a \"<b>\" & c");
    canvas.text("</text><script>", 1, 2, Type.of(12, Palette.INK));
    assertThat(canvas.svg())
        .contains("aria-label=\"a &quot;&lt;b&gt;&quot; &amp; c\"")
        .contains(">&lt;/text&gt;&lt;script&gt;</text>")
        .doesNotContain("<script>");
  }

  @Test
  void themedColoursKeepAPlainFallback() {
    SvgCanvas canvas = new SvgCanvas(10, 10, "");
    canvas.line(new double[] {0, 1}, new double[] {2, 3.456}, Pen.of(Palette.series(0), 2));
    assertThat(canvas.svg())
        .contains("d=\"M0 2L1 3.46\"")
        .contains("stroke=\"#0072b2\"")
        .contains("style=\"stroke:var(--c1,#0072b2)\"");
  }

  @Test
  void numbersAreShortAndKnowNoLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(SvgCanvas.fixed(1.5)).isEqualTo("1.5");
      assertThat(SvgCanvas.fixed(-0.001)).isEqualTo("0");
      assertThat(SvgCanvas.fixed(100)).isEqualTo("100");
      assertThat(SvgCanvas.fixed(1e7)).isEqualTo("10000000");
    } finally {
      Locale.setDefault(before);
    }
  }
}
