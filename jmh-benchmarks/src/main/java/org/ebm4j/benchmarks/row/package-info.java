/// What `./ebm bench` times: work that is checked first.
///
/// A [org.ebm4j.benchmarks.row.Row] names a piece of work. Prepared for an engine it becomes a
/// [org.ebm4j.benchmarks.row.Job]: the program is compiled, its answer is held against an
/// independent computation, and steps can be asked for.
@NullMarked
package org.ebm4j.benchmarks.row;

import org.jspecify.annotations.NullMarked;
