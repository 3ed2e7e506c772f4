/// Quasi-Newton searches as one compiled step: every chain of a run is a search, in a lane of its
/// own.
///
/// A step evaluates energy and gradient at each chain's trial point and then does, by masks, what a
/// search with objects of its own would decide by branches: judge the trial, narrow the line's
/// bracket or accept the point, learn the pair, choose the next direction, notice that a rule ends
/// the search. A search that has ended stands still. No number of a lane depends on another lane,
/// so a search has the same bits in any company.
@NullMarked
package org.ebm4j.inference.lanes;

import org.jspecify.annotations.NullMarked;
