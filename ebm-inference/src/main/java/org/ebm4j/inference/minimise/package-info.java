/// Methods that find a minimum, and the one loop that drives them.
///
/// | method | which way | how far |
/// |---|---|---|
/// | {@link org.ebm4j.inference.minimise.GradientDescent} | −∇E | fixed |
/// | {@link org.ebm4j.inference.minimise.Momentum}, {@link org.ebm4j.inference.minimise.Nesterov} | a decaying sum of −∇E | fixed |
/// | {@link org.ebm4j.inference.minimise.Adam} | the same, each number over its own running size | fixed |
/// | {@link org.ebm4j.inference.minimise.SteepestDescent} | −∇E, projected onto the box | backtracking |
/// | {@link org.ebm4j.inference.minimise.Lbfgs} | quasi-Newton, inside the box | strong Wolfe |
///
/// The first four are one formula each: {@link org.ebm4j.inference.minimise.Minimise} adds the stop
/// rules to the formula, so that every row ends at the very step at which a rule is met, however
/// many steps run between two looks. The last two hold their state here in f64 and ask the compiled
/// energy and gradient for all rows at once. Inside a box a fixed step is clamped to the nearest
/// point.
///
/// Take {@link org.ebm4j.inference.minimise.Lbfgs} unless something speaks against it: it needs no
/// step size.
@NullMarked
package org.ebm4j.inference.minimise;

import org.jspecify.annotations.NullMarked;
