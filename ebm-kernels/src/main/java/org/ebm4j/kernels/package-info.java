/// Compiles a graph once to a loop program and runs it, by interpreting it or by printing it as
/// machine code.
@NullMarked
package org.ebm4j.kernels;

import org.jspecify.annotations.NullMarked;
