/// Answers questions about an energy: minimise it, find all its minima, sample from it, integrate
/// it.
@NullMarked
package org.ebm4j.inference;

import org.jspecify.annotations.NullMarked;
