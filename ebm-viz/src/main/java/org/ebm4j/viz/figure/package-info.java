/// Pictures as records: what is shown is plain data, how it looks is decided here once for all of
/// them.
///
/// A figure is one of four: values over an axis ([LineChart]), values of named things ([BarChart]),
/// an energy over the plane ([Landscape]), rows of small images ([ImageGrid]). Each draws itself as
/// PNG at twice its size in CSS pixels, and as SVG in any width. Numbers that are not finite are
/// shown as missing, never thrown; arrays of unequal length and empty figures are the caller's
/// mistake and answered with a sentence.
@NullMarked
package org.ebm4j.viz.figure;

import org.jspecify.annotations.NullMarked;
