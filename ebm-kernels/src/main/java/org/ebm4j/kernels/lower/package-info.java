/// From the graph to loops: which phase a node runs in, which nodes share a loop nest, and where
/// each array lies.
///
/// A node's phase follows from the batch reductions before it. Inside a phase, elementwise nodes of
/// one shape gather in one nest, together with the reductions that end there; shape operations cost
/// nothing, since they only change how a buffer is read; products with a shared factor keep a
/// kernel of their own.
@NullMarked
package org.ebm4j.kernels.lower;

import org.jspecify.annotations.NullMarked;
