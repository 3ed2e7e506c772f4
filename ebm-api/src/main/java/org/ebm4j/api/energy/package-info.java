/// Energies, the questions one can ask of them, and the interfaces of what answers.
///
/// An {@link org.ebm4j.api.energy.Energy} is a sum of named terms over an observation x, an answer
/// y and a latent z. Each verb removes one of them: {@code given(x)} leaves a {@link
/// org.ebm4j.api.energy.Given} energy, which can be minimised and sampled; {@code minimised()} and
/// {@code freeEnergy(β)} say what becomes of z. A verb turns the energy into a {@link
/// org.ebm4j.api.energy.Problem}, numbers and compiled programs without a node in sight, and hands
/// it to what was named: a {@link org.ebm4j.api.energy.Method}, a {@link
/// org.ebm4j.api.energy.Sampler}, a {@link org.ebm4j.api.energy.Minima}. A method whose step is one
/// formula is a {@link org.ebm4j.api.energy.FixedForm}, which is compiled together with the energy
/// and its gradient.
@NullMarked
package org.ebm4j.api.energy;

import org.jspecify.annotations.NullMarked;
