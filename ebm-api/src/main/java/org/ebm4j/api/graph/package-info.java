/// The graph under every expression: nodes, the one table of operations, shapes and derivatives.
///
/// Three ideas carry the package. A {@link org.ebm4j.api.graph.Node} is an operation applied to
/// earlier nodes; it is equal only to itself, because structural equality of a shared graph is
/// exponential. An {@link org.ebm4j.api.graph.Op} is a sealed family with no default anywhere, so a
/// new operation does not compile until it has its shape, its value, its derivative, its printed
/// form and its row in each engine. A node either *varies* from chain to chain or is *shared* by
/// all of them; only the explicit batch reductions lead from the first kind to the second.
///
/// Reading nodes is for the compiler, for printing and for saving. Everybody else builds
/// expressions.
@NullMarked
package org.ebm4j.api.graph;

import org.jspecify.annotations.NullMarked;
