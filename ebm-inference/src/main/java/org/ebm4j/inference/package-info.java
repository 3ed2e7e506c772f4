/// Answers to the questions an energy is asked: its minimum, all its minima, draws from it.
///
///     Answer<Motion, Nothing> best = energy.given(x).infer(Lbfgs.standard());
///     Answer<Motion, Nothing> slow = energy.given(x).infer(Adam.of(.01).until(Stop.standard().steps(500)));
///     List<Answer<Motion, Nothing>> all = energy.given(x).minima(MultiStart.of(64, seed));
///     Draws<Motion> draws = energy.given(x).sample(Mala.tuned(.1), Chains.of(8), seed);
///     Diagnostics.of(draws.samples()).requireMixed();
///
/// A minimiser answers two questions at every point: *which way* and *how far*. Where both are one formula (a fixed step, a momentum,
/// a running scale) the formula is compiled together with the energy and runs by itself ({@link org.ebm4j.inference.minimise}); where
/// how far depends on what was found on the way, a direction ({@link org.ebm4j.inference.search}) is joined with a line search and
/// both drive the compiled energy and gradient for all starts at once. A sampler is a formula with noise in it, and a test that
/// makes it exact ({@link org.ebm4j.inference.sample}). One loop drives the minimisers, one the chains; both can be watched, stopped
/// and cancelled, and never throw away the best point.
@NullMarked
package org.ebm4j.inference;

import org.jspecify.annotations.NullMarked;
