package org.ebm4j.inference.sample;

import java.util.Arrays;
import java.util.Map;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.api.energy.StepArguments;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.graph.Values;
import org.ebm4j.kernels.spin.PackedLattice;

/// A sweep over a lattice that can be packed.
///
/// @param sweep the same in numbers
/// @param chances of a site being high, for each number of high neighbours
record PackedSweep(Sweep sweep, PackedLattice lattice, Values chances) implements Transition {

  /// The sweep packed, or itself where it cannot be.
  static Transition of(Sweep sweep, Interactions interactions, Problem problem) {
    boolean alike =
        sweep.low().allEqual(sweep.low().get(0)) && sweep.high().allEqual(sweep.high().get(0));
    if (!alike
        || !interactions.sites().areNumbers()
        || problem.observations() > 1
        || !PackedLattice.runsOn(problem.engine())) {
      return sweep;
    }
    return Pairs.of(interactions)
        .flatMap(pairs ->
            PackedLattice.of(pairs.neighbours(), colours(sweep.blocks()))
                .map(lattice -> of(sweep, lattice, pairs)))
        .orElse(sweep);
  }

  private static Transition of(Sweep sweep, PackedLattice lattice, Pairs pairs) {
    double low = sweep.low().get(0);
    double high = sweep.high().get(0);
    double[] chances = new double[lattice.degree() + 1];
    for (int up = 0; up < chances.length; up++) {
      double neighbours = up * high + (lattice.degree() - up) * low;
      double rise = (high - low) * (pairs.field() + pairs.coupling() * neighbours);
      chances[up] = 1 / (1 + Math.exp(sweep.beta() * rise));
    }
    return new PackedSweep(sweep, lattice, Values.of(chances));
  }

  private static int[] colours(Blocks blocks) {
    return Arrays.stream(blocks.colours().toArray()).mapToInt(c -> (int) c).toArray();
  }

  @Override
  public String name() {
    return sweep.name();
  }

  @Override
  public double beta() {
    return sweep.beta();
  }

  @Override
  public boolean isDiscrete() {
    return true;
  }

  @Override
  public Map<String, Double> settings() {
    return sweep.settings();
  }

  @Override
  public Run start(Problem problem, int chains, long seed) {
    double low = sweep.low().get(0);
    double high = sweep.high().get(0);
    return lattice.start(problem.engine(), chances.toArray(), low, high, chains, seed);
  }

  @Override
  public double[] energies(Problem problem, Run run) {
    return problem.energies(run.block("u").toArray());
  }

  @Override
  public Next next(StepArguments a) {
    return sweep.next(a);
  }
}
