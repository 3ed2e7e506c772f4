package org.ebm4j.inference.sample;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.api.engine.Run;
import org.ebm4j.kernels.spin.Chances;
import org.ebm4j.kernels.spin.PackedLattice;
import org.ebm4j.kernels.spin.SiteCode;

/// A sweep over a lattice that can be packed.
///
/// @param sweep the same in numbers
/// @param code the numbers of a site; of spins and bits the high value is category 0
/// @param chances of a site's categories, given those of its neighbours
record PackedSweep(Sweep sweep, PackedLattice lattice, SiteCode code, Chances chances)
    implements SiteSweep {

  /// The sweep packed, or itself where it cannot be.
  static Transition of(Sweep sweep, Interactions interactions, Problem problem) {
    if (!areAlike(sweep) || problem.observations() > 1 || !PackedLattice.runsOn(problem.engine())) {
      return sweep;
    }
    SiteCode code = code(sweep);
    return Pairs.of(interactions)
        .flatMap(pairs ->
            PackedLattice.of(pairs.neighbours(), colours(sweep.blocks()))
                .filter(lattice -> lattice.takes(code.categories()))
                .map(lattice -> of(sweep, lattice, code, pairs)))
        .orElse(sweep);
  }

  /// Whether all sites take the same values.
  static boolean areAlike(Sweep sweep) {
    return sweep.low().allEqual(sweep.low().get(0)) && sweep.high().allEqual(sweep.high().get(0));
  }

  /// The numbers of a site.
  static SiteCode code(Sweep sweep) {
    int width = sweep.sites().width(0);
    return width == 1
        ? SiteCode.of(sweep.high().get(0), sweep.low().get(0))
        : SiteCode.oneHot(width);
  }

  private static Transition of(Sweep sweep, PackedLattice lattice, SiteCode code, Pairs pairs) {
    return new PackedSweep(
        sweep, lattice, code, counts -> chances(sweep.beta(), code, pairs, counts));
  }

  /// exp(−βE) of every category, the least E taken for 0.
  private static double[] chances(double beta, SiteCode code, Pairs pairs, int... counts) {
    double[] neighbours = new double[code.width()];
    for (int c = 0; c < counts.length; c++) {
      for (int i = 0; i < neighbours.length; i++) {
        neighbours[i] += counts[c] * code.numbers().get(c).get(i);
      }
    }
    double[] pull = pairs.pull(neighbours);
    double[] energies =
        code.numbers().stream()
            .mapToDouble(
                own -> IntStream.range(0, pull.length).mapToDouble(i -> own.get(i) * pull[i]).sum())
            .toArray();
    double least = Arrays.stream(energies).min().orElseThrow();
    return Arrays.stream(energies).map(e -> Math.exp(-beta * (e - least))).toArray();
  }

  static int[] colours(Blocks blocks) {
    return Arrays.stream(blocks.colours().toArray()).mapToInt(c -> (int) c).toArray();
  }

  @Override
  public Run start(Problem problem, int chains, long seed) {
    return lattice.start(problem.engine(), code, chances, chains, seed);
  }
}
