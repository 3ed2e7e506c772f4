/// The portable engine: loop programs performed block by block with the Vector API.
///
/// A nest is interpreted one instruction after another, each for a block of up to 1024 numbers, by
/// a closed set of flat kernels over rows of 32 lanes: a vector never crosses a method's signature,
/// species are constants, and everything lies outside the heap, for each of these is worth an order
/// of magnitude to the JVM's compiler. Products, contractions and random words have kernels of
/// their own. What is rare is left to the interpreter of {@code kernels.plain}: a nest that reads
/// where it writes, products whose factors both walk in strides, and products in which a number of
/// exactly 2⁻¹²⁶ turns up among the partial sums.
///
/// The Vector API knows no flushing of denormal numbers, so it is done here where it may change
/// something: {@link org.ebm4j.kernels.vector.Magnitudes} finds most places where it cannot, and a
/// product looks at its factors first.
@NullMarked
package org.ebm4j.kernels.vector;

import org.jspecify.annotations.NullMarked;
