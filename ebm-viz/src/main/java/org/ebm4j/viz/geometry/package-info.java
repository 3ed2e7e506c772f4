/// The arithmetic of figures: where ticks stand, where a field crosses a level, which points a line
/// needs, where labels fit.
@NullMarked
package org.ebm4j.viz.geometry;

import org.jspecify.annotations.NullMarked;
