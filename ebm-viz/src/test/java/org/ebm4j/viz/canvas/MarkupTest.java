package org.ebm4j.viz.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MarkupTest {

  @Test
  void specialSignsBecomeEntities() {
    assertThat(Markup.escaped("<a href=\"x\" id='y'>&amp;</a>"))
        .isEqualTo("&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;");
  }

  @Test
  void whatXmlCannotHoldIsReplaced() {
    assertThat(Markup.escaped("a\u0000b\u001bc\ud800d\uffffe"))
        .isEqualTo("a\ufffdb\ufffdc\ufffdd\ufffde");
  }

  @Test
  void everythingElseStays() {
    String text = "β ≤ 3 · MMD² → 😀\n\tende";
    assertThat(Markup.escaped(text)).isEqualTo(text);
  }
}
