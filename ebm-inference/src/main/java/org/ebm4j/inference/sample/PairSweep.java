package org.ebm4j.inference.sample;

import java.util.Arrays;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.graph.Values;
import org.ebm4j.kernels.spin.PackedLattice;
import org.ebm4j.kernels.spin.PairLattice;
import org.ebm4j.kernels.spin.SiteCode;

/// A sweep over pairs with couplings of their own: the same draws as the sweep in numbers would
/// make of other random words.
///
/// @param sweep the same through the energy's gradient
/// @param code the numbers of a site; of spins and bits the high value is category 0
/// @param couplings what {@link PairLattice#start} wants, times β
record PairSweep(Sweep sweep, PairLattice lattice, SiteCode code, Values couplings)
    implements SiteSweep {

  /// The sweep over pairs, or itself where the energy is none of these.
  static Transition of(Sweep sweep, Interactions interactions, Problem problem) {
    if (!PackedSweep.areAlike(sweep)
        || problem.precision() != Precision.F32
        || problem.observations() > 1
        || !PackedLattice.runsOn(problem.engine())) {
      return sweep;
    }
    SiteCode code = PackedSweep.code(sweep);
    return Couplings.of(interactions)
        .flatMap(found ->
            PairLattice.of(found.neighbours(), found.terms(), PackedSweep.colours(sweep.blocks()))
                .<Transition>map(lattice ->
                    new PairSweep(sweep, lattice, code, times(sweep.beta(), found.numbers()))))
        .orElse(sweep);
  }

  private static Values times(double beta, double... numbers) {
    return Values.of(Arrays.stream(numbers).map(j -> beta * j).toArray());
  }

  @Override
  public Run start(Problem problem, int chains, long seed) {
    return lattice.start(problem.engine(), code, couplings.toArray(), chains, seed);
  }
}
