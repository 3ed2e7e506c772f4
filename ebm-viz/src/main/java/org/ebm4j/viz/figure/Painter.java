package org.ebm4j.viz.figure;

import org.ebm4j.viz.canvas.Canvas;

/// A figure laid out for one width: knows its height, then draws.
interface Painter {

  /// In CSS pixels.
  int height();

  void paint(Canvas canvas);
}
