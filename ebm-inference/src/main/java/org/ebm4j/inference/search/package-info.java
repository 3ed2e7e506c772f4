/// Which way, and how far: the parts of a minimiser whose steps depend on what it meets.
///
///     u ← u + α d      d from a Direction, α from a LineSearch
///
/// Gradient descent is the steepest direction with backtracking, L-BFGS the quasi-Newton direction with the strong Wolfe conditions;
/// any other pair is a method too. Both are asked for one number at a time and told what was found there, so that one compiled
/// energy and gradient serves thousands of searches at once. In a box a direction ends inside the box, so every 0 ≤ α ≤ 1 does.
@NullMarked
package org.ebm4j.inference.search;

import org.jspecify.annotations.NullMarked;
