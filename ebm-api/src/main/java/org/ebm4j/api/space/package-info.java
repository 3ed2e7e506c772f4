/// Spaces: typed sets of points, and how a point lies in numbers.
///
/// Three ideas carry the package. A {@link org.ebm4j.api.space.Layout} is data: named components
/// with shapes, kinds and bounds, one after another in one vector; it is saved with an energy and
/// needs no class of the user's. A {@link org.ebm4j.api.space.Space} adds to it how a T is written
/// into those numbers and read back. {@link org.ebm4j.api.space.Bounds} says how a solver stays
/// inside (it clamps) and how a sampler does (it walks in unbounded coordinates and pays with the
/// logarithm of the Jacobian).
@NullMarked
package org.ebm4j.api.space;

import org.jspecify.annotations.NullMarked;
