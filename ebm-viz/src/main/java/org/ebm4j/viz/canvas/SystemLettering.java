package org.ebm4j.viz.canvas;

import java.awt.Font;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.util.Optional;

/// Outlines of the font that Java calls SansSerif on this machine.
record SystemLettering(Font regular, Font strong) implements Lettering {

  private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);

  /// Looks once, when first asked.
  private static final class Search {
    private static final Optional<SystemLettering> RESULT = find();

    private static Optional<SystemLettering> find() {
      try {
        Font regular = new Font(Font.SANS_SERIF, Font.PLAIN, 1);
        Font strong = new Font(Font.SANS_SERIF, Font.BOLD, 1);
        SystemLettering found = new SystemLettering(regular, strong);
        boolean draws = !found.outline("Ag", 10, false).getBounds2D().isEmpty();
        return draws ? Optional.of(found) : Optional.empty();
      } catch (RuntimeException | LinkageError | InternalError noFonts) {
        return Optional.empty(); // a JDK without fontconfig or fonts throws any of the three
      }
    }
  }

  /// Nothing where the machine has no font, as in a bare container.
  static Optional<SystemLettering> found() {
    return Search.RESULT;
  }

  @Override
  public Shape outline(String text, double size, boolean bold) {
    return glyphs(text, size, bold).getOutline();
  }

  @Override
  public double width(String text, double size, boolean bold) {
    return glyphs(text, size, bold).getLogicalBounds().getWidth();
  }

  @Override
  public boolean writes(String text) {
    return regular.canDisplayUpTo(text) < 0;
  }

  private GlyphVector glyphs(String text, double size, boolean bold) {
    return (bold ? strong : regular).deriveFont((float) size).createGlyphVector(EXACT, text);
  }
}
