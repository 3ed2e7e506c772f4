/// Two surfaces with one set of strokes: a figure is drawn once and comes out as pixels or as SVG.
///
/// All lengths are CSS pixels, x to the right, y down. Pixels are computed in Java from outlines,
/// letters too, so that the same figure gives the same bits on every machine of a processor family,
/// with fonts or without.
@NullMarked
package org.ebm4j.viz.canvas;

import org.jspecify.annotations.NullMarked;
