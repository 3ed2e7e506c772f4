package org.ebm4j.viz.canvas;

import java.awt.Font;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;

/// Outlines of the font that Java calls SansSerif on this machine; a text it cannot write whole is left to the strokes.
record SystemLettering(Font regular, Font strong) implements Lettering {

  private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);

  static SystemLettering load() {
    Font regular = new Font(Font.SANS_SERIF, Font.PLAIN, 1);
    Font strong = new Font(Font.SANS_SERIF, Font.BOLD, 1);
    SystemLettering found = new SystemLettering(regular, strong);
    if (found.outline("Ag", 10, false).getBounds2D().isEmpty()) {
      throw new IllegalStateException("the machine's sans-serif font draws nothing");
    }
    return found;
  }

  @Override
  public Shape outline(String text, double size, boolean bold) {
    if (!writes(text)) {
      return StrokeLettering.INSTANCE.outline(text, size, bold);
    }
    return glyphs(text, size, bold).getOutline();
  }

  @Override
  public double width(String text, double size, boolean bold) {
    if (!writes(text)) {
      return StrokeLettering.INSTANCE.width(text, size, bold);
    }
    return glyphs(text, size, bold).getLogicalBounds().getWidth();
  }

  private boolean writes(String text) {
    return regular.canDisplayUpTo(text) < 0 || StrokeLettering.INSTANCE.missing(text) > 0;
  }

  private GlyphVector glyphs(String text, double size, boolean bold) {
    return (bold ? strong : regular).deriveFont((float) size).createGlyphVector(EXACT, text);
  }
}
