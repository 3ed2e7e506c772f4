package org.ebm4j.viz.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RulerTest {

  private static final Type TYPE = Type.of(10, Palette.INK);
  private static final Ruler LETTERS = (text, type) -> text.length(); // each sign is 1 wide

  @Test
  void textBreaksBetweenWords() {
    assertThat(LETTERS.wrapped("one two  three", TYPE, 7)).containsExactly("one two", "three");
    assertThat(LETTERS.wrapped("unbreakable", TYPE, 4)).containsExactly("unbreakable");
  }

  @Test
  void textIsShortenedOnlyWhereItMust() {
    assertThat(LETTERS.shortened("seven", TYPE, 5)).isEqualTo("seven");
    assertThat(LETTERS.shortened("sevens", TYPE, 5)).isEqualTo("seve…");
  }

  @Test
  void theUpperEstimateIsNotBelowOurOwnLetters() {
    String text = "encoder trained without a regulariser";
    assertThat(SvgCanvas.ruler().width(text, TYPE))
        .isGreaterThan(PixelCanvas.ruler().width(text, TYPE));
  }
}
