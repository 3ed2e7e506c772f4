/// Samplers, and the one loop that drives them.
///
/// | sampler | step | bias |
/// |---|---|---|
/// | {@link org.ebm4j.inference.sample.Langevin} | descent with noise | of the order of its step |
/// | {@link org.ebm4j.inference.sample.Mala} | the same, accepted or rejected | none |
/// | {@link org.ebm4j.inference.sample.BlockGibbs} | bits, spins and categories, block by block from their conditionals | none |
///
/// A sampler is a formula with noise in it; chains are rows of the compiled program and never meet.
/// Inside bounds chains walk in free coordinates, with the Jacobian in the energy, and draws are
/// mapped back: no chain sticks to a wall and none is reflected.
///
/// {@link org.ebm4j.inference.sample.Sampling} drives any {@link
/// org.ebm4j.inference.sample.Transition}. Whether chains have mixed is told by {@link
/// org.ebm4j.inference.diagnose.Diagnostics}, never by the sampler.
@NullMarked
package org.ebm4j.inference.sample;

import org.jspecify.annotations.NullMarked;
