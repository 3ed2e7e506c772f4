/// What a graph means, computed node by node in f64: the first oracle.
///
/// Three ideas. A value that varies holds one row a chain, a shared one a single row; so each
/// operation is a loop over rows whose inputs step by their own size or not at all. Every operation
/// is computed from its definition alone — no rewriting, no fusing, sums in ascending order — so
/// that whatever rewrites, fuses or reorders can be held against it. And the {@link
/// org.ebm4j.api.interpret.ReferenceEngine} runs whole computations this way: slow, always
/// available.
@NullMarked
package org.ebm4j.api.interpret;

import org.jspecify.annotations.NullMarked;
