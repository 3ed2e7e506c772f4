/// Elementary functions, written once as straight-line code that every engine prints.
///
/// {@link org.ebm4j.kernels.elementary.CodeBuilder} gathers code and shares what is equal; {@link
/// org.ebm4j.kernels.elementary.Elementary} appends a function's instructions to it, and {@link
/// org.ebm4j.kernels.elementary.Noise} those that turn random words into numbers. All are right
/// over their whole range, with NaN, ±∞ and ±0 as the operation's definition says, and within 2
/// units in the last place in both precisions; the tests measure it. F32 flushes to zero, so there
/// errors are also forgiven below a few 2⁻¹²⁶.
///
/// Polynomials are minimax fits made for these intervals; each states the error it leaves. They are
/// evaluated by Horner's rule: a row is several vectors, so latency hides and the count of
/// instructions is what is paid.
@NullMarked
package org.ebm4j.kernels.elementary;

import org.jspecify.annotations.NullMarked;
