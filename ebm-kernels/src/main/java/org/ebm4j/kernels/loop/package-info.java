/// The loop program: what one chain does in one step, as loops over rows, printed by every engine.
///
/// A {@link org.ebm4j.kernels.loop.LoopProgram} is a list of phases, a phase a list of kernels, and
/// a kernel one of four things: a {@link org.ebm4j.kernels.loop.Kernel.Nest} of loops round
/// straight-line code, a matrix product with a shared factor, a reduction over the chains, or
/// noise. Straight-line code is made of about twenty primitives on bits and floats; exp, log and
/// the others are sequences of them, defined once, so that engines agree to the last bit.
///
/// The program is written once per chain and runs in lanes. On the *tile* path a number that varies
/// is a row of 32 lanes, one per chain, and memory is `[tile][element][32]`. On the *few* path, and
/// for what all chains share, an array is dense and lanes run along its elements.
@NullMarked
package org.ebm4j.kernels.loop;

import org.jspecify.annotations.NullMarked;
