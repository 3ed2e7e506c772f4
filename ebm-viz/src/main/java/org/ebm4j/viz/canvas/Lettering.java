package org.ebm4j.viz.canvas;

import java.awt.Shape;
import java.util.Optional;

/// Turns a line of text into an outline with its baseline's start at (0, 0), y down.
sealed interface Lettering permits StrokeLettering, SystemLettering {

  Shape outline(String text, double size, boolean bold);

  double width(String text, double size, boolean bold);

  /// Whether every sign of the text has its own shape.
  boolean writes(String text);

  /// Our own strokes, so that pixels do not depend on the machine's fonts; for a text with signs
  /// that they lack, the machine's sans-serif font where there is one that has them.
  static Lettering of(String text) {
    if (StrokeLettering.INSTANCE.writes(text)) {
      return StrokeLettering.INSTANCE;
    }
    Optional<SystemLettering> system = SystemLettering.found();
    return system.isPresent() && system.get().writes(text)
        ? system.get()
        : StrokeLettering.INSTANCE;
  }
}
