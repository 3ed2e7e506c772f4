/// Parameters and networks as pure functions of expressions.
///
/// A network is an object that made its parameters once; applying it builds expressions and
/// computes nothing. Its values live elsewhere, in {@link org.ebm4j.api.weights.Weights}, under the
/// parameters' names.
@NullMarked
package org.ebm4j.api.net;

import org.jspecify.annotations.NullMarked;
