package org.ebm4j.inference.sample;

import java.util.Optional;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.api.energy.StepArguments;

/// Block Gibbs over bits, spins and categories: block after block is drawn anew from its exact
/// conditional, so that chains visit y in proportion to exp(−βE(y)).
///
///     var lattice = Space.spins(64, 64);
///     var ising =
///         Energy.over(lattice).plus("bonds", s -> dot(s, s.roll(0, 1).plus(s.roll(1, 1))).negated());
///     var draws = ising.sample(BlockGibbs.standard().beta(.4), Chains.of(16), 1);
///
/// A site with the values l < h is drawn by
///
///     P(sᵢ = h | the others) = sigmoid(−β(E(sᵢ = h) − E(sᵢ = l))) = sigmoid(−β(h − l) ∂E/∂sᵢ)
///
/// and one with k categories, of which a term sees the numbers sᵢ₁ … sᵢₖ, one of them 1, by
///
///     P(sᵢ = c | the others) ∝ exp(−β ∂E/∂sᵢ_c)
///
/// The equalities are exact where E is linear in every single site, the others held: couplings
/// sᵢsⱼ, products of three or more different sites, fields. The sites of one block have no term in
/// common, so they may be drawn together. Both are checked, by second derivatives at random points,
/// before a chain starts. One step is one sweep over all blocks; nothing is rejected. Below the
/// critical temperature of a lattice chains seldom change between its phases.
///
/// Blocks are found unless given: all sites, a component each (Boltzmann machines), the two colours
/// of a chequerboard, else a greedy colouring of the graph of interactions, which costs a product
/// with the Hessian for every site.
///
/// A sweep is packed, 32 sites to a word, where
///
/// - the unknown is one array of bits or spins, or of sites with up to five categories, every site
///   with the same neighbours around it, seven at most: E = Σ_pairs J(sᵢ, sⱼ) + Σ f(sᵢ) with one
///   symmetric J and one f for all, as of Ising, Potts or clock models in a uniform field;
/// - the graph looks the same from 32 places: a torus whose first side is a multiple of 64 and
///   whose others are even;
/// - the categories of a site's neighbours can fall in at most 84 ways: with four neighbours this
///   holds up to five categories, with six up to four.
///
/// It is the same law, with chances rounded to 2⁻³² instead of 2⁻²⁴, by other draws.
///
/// Pairs and fields that differ from site to site, tori of any sides, and more categories are swept
/// in numbers, by code that visits only the sites of a block: where the unknown is one array, E =
/// Σ_pairs sᵢᵀ Jᵢⱼ sⱼ + Σ fᵢᵀ sᵢ in F32, a site has at most twelve neighbours, in the same places
/// round it but for couplings that are 0, and the blocks are regular, as on glasses, diluted
/// lattices and rings. All else is swept through the energy's gradient. Where blocks are components
/// of the unknown, as the layers of a Boltzmann machine are, only the derivatives by the one that is
/// drawn are computed: for a restricted machine a product a layer. Elsewhere, as of products of
/// three sites, the sites of other blocks are computed in vain.
///
/// Source: [Geman & Geman 1984, §IV; blocks: Hinton 2012, §3; colouring: Gonzalez et al. 2011, §3].
///
/// @param beta β > 0, the inverse temperature, per unit of energy
/// @param blocks empty to have them found
/// @param packs whether sweeps are packed where they can be
public record BlockGibbs(double beta, Optional<Blocks> blocks, boolean packs)
    implements Transition {
  public BlockGibbs {
    Positive.require("BlockGibbs: the inverse temperature", beta, "1 samples exp(−E) itself");
  }

  /// β = 1, blocks to be found.
  public static BlockGibbs standard() {
    return new BlockGibbs(1, Optional.empty(), true);
  }

  /// The same at another inverse temperature.
  public BlockGibbs beta(double inverseTemperature) {
    return new BlockGibbs(inverseTemperature, blocks, packs);
  }

  /// The same with these blocks, which are checked.
  public BlockGibbs blocks(Blocks given) {
    return new BlockGibbs(beta, Optional.of(given), packs);
  }

  /// The same, no sweep packed.
  public BlockGibbs unpacked() {
    return new BlockGibbs(beta, blocks, false);
  }

  @Override
  public boolean isDiscrete() {
    return true;
  }

  /// @throws IllegalArgumentException if the energy is not linear in every single site, or sites of
  ///   a given block interact
  @Override
  public Transition on(Problem problem) {
    Interactions interactions = new Interactions(problem);
    Blocks found = blocks.map(interactions::require).orElseGet(interactions::blocks);
    Sweep sweep = Sweep.of(beta, found, problem);
    Transition packed = packs ? PackedSweep.of(sweep, interactions, problem) : sweep;
    return packed instanceof PackedSweep ? packed : PairSweep.of(sweep, interactions, problem);
  }

  @Override
  public Next next(StepArguments a) {
    throw new IllegalStateException("BlockGibbs steps only once it knows its problem: on(problem)");
  }
}
