package org.ebm4j.kernels.spin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Run;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.pool.Pool;
import org.ebm4j.kernels.run.LoopEngine;

/// A graph of sites of few categories that can be packed 32 to a word: with m words, site j + k·m
/// is bit k of word j, of as many arrays of words as there are categories but one.
///
/// That needs i → i + m (mod sites) to be a symmetry of the graph and of its blocks: on a torus of
/// H × W sites it moves down by H/32 rows, and keeps the two colours of a chequerboard where H is a
/// multiple of 64. A neighbour's bit is then the same bit of its word, turned round by a few
/// places. Immutable.
public final class PackedLattice {
  /// Bits of a word.
  public static final int BITS = 32;

  /// Neighbours that three bits can count.
  public static final int MOST_NEIGHBOURS = 7;

  private static final int MOST_STRETCHES = 64; // each is some 10 kB of machine code

  private final List<List<Stretch>> blocks;
  private final int words;
  private final int degree;

  private PackedLattice(List<List<Stretch>> blocks, int words, int degree) {
    this.blocks = blocks;
    this.words = words;
    this.degree = degree;
  }

  /// The lattice of a graph; empty if i → i + m is no symmetry of it and its blocks, sites differ
  /// in their number of neighbours, or it falls into too many different stretches.
  ///
  /// @param neighbours of every site
  /// @param blocks for every site the number of its block, 0, 1, …
  public static Optional<PackedLattice> of(int[][] neighbours, int[] blocks) {
    int words = blocks.length / BITS;
    int degree = neighbours.length == 0 ? 0 : neighbours[0].length;
    if (blocks.length != BITS * words
        || degree == 0
        || degree > MOST_NEIGHBOURS
        || !IntStream.range(0, blocks.length)
            .allMatch(site -> follows(neighbours, blocks, site, words))) {
      return Optional.empty();
    }
    List<List<Stretch>> stretches = new ArrayList<>();
    int[] own = Arrays.copyOf(blocks, words);
    int[][] seen = Arrays.copyOf(neighbours, words);
    for (int block = 0; block <= Arrays.stream(own).max().orElse(0); block++) {
      stretches.add(Stretch.of(seen, own, block));
    }
    return stretches.stream().mapToInt(List::size).sum() > MOST_STRETCHES
        ? Optional.empty()
        : Optional.of(new PackedLattice(List.copyOf(stretches), words, degree));
  }

  /// Whether a site is what the one a word's length before it is, moved.
  private static boolean follows(int[][] neighbours, int[] blocks, int site, int words) {
    int sites = blocks.length;
    int before = Math.floorMod(site - words, sites);
    int[] moved = IntStream.of(neighbours[before]).map(n -> (n + words) % sites).sorted().toArray();
    return blocks[site] == blocks[before]
        && Arrays.equals(moved, IntStream.of(neighbours[site]).sorted().toArray());
  }

  /// How many sites.
  public int sites() {
    return BITS * words;
  }

  /// How many neighbours a site has.
  public int degree() {
    return degree;
  }

  /// Whether an engine takes programs that no graph was lowered to.
  public static boolean runsOn(Engine engine) {
    return engine instanceof LoopEngine;
  }

  /// Whether sites of so many categories can be drawn: up to 5 of them, and up to 84 ways for their
  /// counts to fall among a site's neighbours.
  public boolean takes(int categories) {
    return categories >= 2
        && categories <= Kernel.Categorical.MOST_CATEGORIES
        && Counts.ways(degree, categories) <= Kernel.Categorical.MOST_CLASSES;
  }

  /// Chains whose step is a sweep: block after block, every site takes a category with the
  /// probabilities that belong to its neighbours'.
  ///
  /// The run has one array, `u`, read and written as the numbers of the sites one after another.
  ///
  /// @param code what numbers a site's category is told by
  /// @param chances each sum of the first of them is rounded to a multiple of 2⁻³²
  /// @throws IllegalArgumentException if the engine cannot ({@link #runsOn}), there are too many
  ///   categories ({@link #takes}) or chances are missing
  public Run start(Engine engine, SiteCode code, Chances chances, int chains, long seed) {
    if (!(engine instanceof LoopEngine own)) {
      throw new IllegalArgumentException(
          "engine '"
              + engine.name()
              + "' takes no packed sweeps; use native or plain, or sample unpacked");
    }
    PackedProgram packed = program(code.categories(), chances);
    return packed.start(Translated.of(own, packed), code, chains, seed, Pool.common());
  }

  PackedProgram program(int categories, Chances chances) {
    if (!takes(categories)) {
      throw new IllegalArgumentException(
          "a packed sweep over sites of "
              + degree
              + " neighbours cannot draw from "
              + categories
              + " categories; sample unpacked");
    }
    return new PackedProgram(blocks, words, Counts.odds(degree, categories, chances));
  }

  /// {@code 4096 sites of 4 neighbours in 128 words of 2 blocks}.
  @Override
  public String toString() {
    return sites()
        + " sites of "
        + degree
        + " neighbours in "
        + words
        + " words of "
        + blocks.size()
        + " blocks";
  }
}
