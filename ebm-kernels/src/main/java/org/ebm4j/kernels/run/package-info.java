/// Runs loop programs: memory for the numbers, tasks for the threads, and the programs compiled so
/// far.
///
/// An {@link org.ebm4j.kernels.run.Executor} knows how to perform one phase on a range of tiles;
/// the interpreter and the machine code are two of them, and everything else here serves both.
@NullMarked
package org.ebm4j.kernels.run;

import org.jspecify.annotations.NullMarked;
