/// A person's own energy, and own solver, as a row: found by class name on the class path given.
///
/// @see org.ebm4j.benchmarks.own.OwnRow
@NullMarked
package org.ebm4j.benchmarks.own;

import org.jspecify.annotations.NullMarked;
