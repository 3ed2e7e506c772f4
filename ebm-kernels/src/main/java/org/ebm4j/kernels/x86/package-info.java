/// Prints a loop program as x86-64 machine code: AVX2 and FMA, or AVX-512, one function for each
/// phase, or for each stage of a shared one.
///
/// A function takes (shared, chains, scratch, control, first, count). It keeps `rdi` at what all
/// chains share, `rsi` at the numbers of the tile or chain at hand, `rdx` at its thread's scratch
/// and `rcx` at its constants; the other registers count loops and hold offsets. Each kernel form
/// has one emitter: nests, products, contractions, sums, noise.
@NullMarked
package org.ebm4j.kernels.x86;

import org.jspecify.annotations.NullMarked;
