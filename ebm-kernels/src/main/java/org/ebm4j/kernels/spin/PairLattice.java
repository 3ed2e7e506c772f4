package org.ebm4j.kernels.spin;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Run;
import org.ebm4j.kernels.pool.Pool;
import org.ebm4j.kernels.run.LoopEngine;

/// A graph of sites that interact in pairs, every bond and site with numbers of its own:
///
///     rᵢ = fᵢ + Σₜ Jᵢₜ s(neighbour of t, number of t)
///
/// is what the numbers of a site rise by with its i-th. Sites of a block lie in few patches that
/// see their neighbours in the same places, as on a torus of any sides. Immutable.
public final class PairLattice {
  /// How many terms a site's numbers may have together.
  public static final int MOST_TERMS = 64;

  private static final int MOST_PATCHES = 160; // each is some kB of machine code

  /// What of its neighbours a site's number is pulled by.
  ///
  /// @param number of the site
  /// @param neighbour which of its neighbours
  /// @param other which of that one's numbers
  public record Term(int number, int neighbour, int other) {}

  private final List<List<Patch>> blocks;
  private final List<Term> terms;
  private final int sites;

  private PairLattice(List<List<Patch>> blocks, List<Term> terms, int sites) {
    this.blocks = blocks;
    this.terms = terms;
    this.sites = sites;
  }

  /// The lattice of a graph; empty if it has too many terms or falls into too many patches.
  ///
  /// @param neighbours of every site, all as many and in the same order
  /// @param blocks for every site the number of its block, 0, 1, …
  public static Optional<PairLattice> of(int[][] neighbours, List<Term> terms, int[] blocks) {
    int count = Arrays.stream(blocks).max().orElse(-1) + 1;
    List<List<Patch>> patches =
        IntStream.range(0, count).mapToObj(block -> Patch.of(neighbours, blocks, block)).toList();
    return terms.size() > MOST_TERMS || patches.stream().mapToInt(List::size).sum() > MOST_PATCHES
        ? Optional.empty()
        : Optional.of(new PairLattice(patches, List.copyOf(terms), blocks.length));
  }

  /// How many numbers {@link #start} wants for every site of that width: J of every term, then f.
  public int perSite(int width) {
    return terms.size() + width;
  }

  /// Chains whose step is a sweep: block after block, every site takes a category with probability
  /// ∝ exp(−r·its numbers).
  ///
  /// The run has the array `u`, the numbers of the sites one after another, in F32.
  ///
  /// @param couplings for every site J of every term, then f of every number, all times β
  /// @throws IllegalArgumentException if the engine cannot ({@link PackedLattice#runsOn}) or
  ///   couplings are missing
  public Run start(Engine engine, SiteCode code, double[] couplings, int chains, long seed) {
    if (!(engine instanceof LoopEngine own)) {
      throw new IllegalArgumentException(
          "engine '"
              + engine.name()
              + "' takes no sweeps over pairs; use native or plain, or another sampler");
    }
    if (couplings.length != sites * perSite(code.width())) {
      throw new IllegalArgumentException(
          "a sweep over "
              + sites
              + " sites of "
              + terms.size()
              + " terms needs "
              + sites * perSite(code.width())
              + " couplings and fields, found "
              + couplings.length);
    }
    PairProgram program = program(code);
    return program.start(Translated.of(own, program), couplings, chains, seed, Pool.common());
  }

  PairProgram program(SiteCode code) {
    return new PairProgram(blocks, terms, sites, code);
  }

  /// {@code 4096 sites of 4 terms in 8 patches of 2 blocks}.
  @Override
  public String toString() {
    return sites
        + " sites of "
        + terms.size()
        + " terms in "
        + blocks.stream().mapToInt(List::size).sum()
        + " patches of "
        + blocks.size()
        + " blocks";
  }
}
