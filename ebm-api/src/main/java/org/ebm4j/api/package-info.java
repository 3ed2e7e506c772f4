/// Energies declared once: spaces, expressions, networks, terms, weights, and derivatives from
/// graph to graph.
@NullMarked
package org.ebm4j.api;

import org.jspecify.annotations.NullMarked;
