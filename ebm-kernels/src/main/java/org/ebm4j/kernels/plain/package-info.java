/// The plain engine: loop programs interpreted one kernel, one instruction, one lane after another.
///
/// It computes what every other engine must compute, bit for bit (NaN's sign and payload apart),
/// with nothing but Java's own arithmetic, on any processor. Speed comes only from rows: an
/// instruction is looked at once for all lanes of a row.
@NullMarked
package org.ebm4j.kernels.plain;

import org.jspecify.annotations.NullMarked;
