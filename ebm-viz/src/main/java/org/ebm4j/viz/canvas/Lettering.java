package org.ebm4j.viz.canvas;

import java.awt.Shape;

/// Turns a line of text into an outline with its baseline's start at (0, 0), y down.
sealed interface Lettering permits SystemLettering, StrokeLettering {

  Shape outline(String text, double size, boolean bold);

  double width(String text, double size, boolean bold);

  /// The machine's sans-serif font or, where Java finds none (a bare container), our own strokes.
  static Lettering best() {
    return Found.LETTERING;
  }

  /// Looks for a font once.
  final class Found {
    private static final Lettering LETTERING = find();

    private Found() {}

    private static Lettering find() {
      try {
        return SystemLettering.load();
      } catch (RuntimeException | LinkageError | InternalError noFonts) {
        return StrokeLettering.INSTANCE; // a JDK without fontconfig or fonts throws any of the three
      }
    }
  }
}
