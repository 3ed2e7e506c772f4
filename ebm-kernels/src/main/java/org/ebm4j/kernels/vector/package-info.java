/// The portable engine: loop programs performed block by block with the Vector API.
///
/// The straight-line code of a nest becomes a {@link org.ebm4j.kernels.vector.Formula}, or a few
/// where it is long, and every formula a class with one flat method over rows of 32 lanes, printed
/// as bytecode; equal formulas share theirs, whichever energy they come from. A vector never
/// crosses a method's signature, species are constants, and everything lies outside the heap, for
/// each of these is worth an order of magnitude to the JVM's compiler. The register blocks of
/// products are printed too, their first factor packed in panels; random words have a kernel of
/// their own. What is rare is left to the interpreter of {@code kernels.plain}: a nest that reads
/// where it writes, products whose factors both walk in strides, and products in which a number of
/// exactly 2⁻¹²⁶ turns up among the partial sums.
///
/// Kernels take the JVM some seconds to compile and are hundreds of times slower until then. So a
/// program is interpreted as long as less work was asked for than would fit into that time. The
/// call for steps with which that is exceeded waits, before the first of them, until the kernels
/// are warm. What is computed does not depend on it.
///
/// The Vector API knows no flushing of denormal numbers, so it is done here where it may change
/// something. {@link org.ebm4j.kernels.vector.Magnitudes} finds most places where it cannot; of the
/// rest a formula watches few, and only rows in which one is too small are computed with denormal
/// results made zero ({@link org.ebm4j.kernels.vector.Trust}). A product looks at its factors
/// first.
@NullMarked
package org.ebm4j.kernels.vector;

import org.jspecify.annotations.NullMarked;
