package org.ebm4j.inference.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.ebm4j.api.expr.Maths.dot;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.ebm4j.api.energy.Chains;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.energy.Given;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.api.energy.Samples;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.space.Nothing;
import org.ebm4j.api.space.Space;
import org.ebm4j.inference.Seeds;
import org.ebm4j.kernels.spin.Chances;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Lattices of categories against transfer matrices.
class PackedCategoriesTest {
  private static final int SITES = 64;

  /// A ring whose neighbours a and b have the energy J(a, b), J symmetric, and each site a field.
  ///
  /// @param window sites that are looked at together
  record Ring(String name, int q, int window, double[][] coupling, double[] fields, double beta) {
    Problem problem() {
      return energy().problem();
    }

    Given<int[], Nothing> energy() {
      Expr j =
          Expr.of(
              Shape.of(q, q), Arrays.stream(coupling).flatMapToDouble(Arrays::stream).toArray());
      return Energy.over(Space.categories(q, SITES))
          .plus("bonds", s -> dot(s.flat(), s.roll(0, 1).matmul(j).flat()))
          .plus("fields", s -> dot(s.sum(0), Expr.vector(fields)));
    }

    double[] exact() {
      return ExactPotts.ringPatterns(
          SITES, window, q, beta, (a, b) -> coupling[a][b] + .5 * (fields[a] + fields[b]));
    }

    BlockGibbs sampler() {
      return BlockGibbs.standard().beta(beta);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Ring> rings() {
    return Stream.of(
        new Ring("Potts", 3, 5, alike(3, -1), new double[3], 1.2),
        new Ring("Potts in fields", 3, 5, alike(3, -1), new double[] {.5, 0, -.2}, .8),
        new Ring("repelled", 4, 4, alike(4, 1.5), new double[] {0, .3, 0, 0}, 1),
        new Ring("clock", 5, 3, clock(5), new double[5], .9),
        new Ring("any coupling", 3, 5, any(), new double[] {.1, 0, .2}, .7));
  }

  private static double[][] alike(int q, double j) {
    double[][] coupling = new double[q][q];
    for (int c = 0; c < q; c++) {
      coupling[c][c] = j;
    }
    return coupling;
  }

  private static double[][] clock(int q) {
    double[][] coupling = new double[q][q];
    for (int at = 0; at < q * q; at++) {
      coupling[at / q][at % q] = -Math.cos(2 * Math.PI * (at / q - at % q) / q);
    }
    return coupling;
  }

  private static double[][] any() {
    return new double[][] {{0, 1.2, -.5}, {1.2, .4, .3}, {-.5, .3, -1}};
  }

  /// How well patterns of neighbours are met, two windows a chain, far from each other.
  private static double misfit(Ring ring, Transition sampler, int times, long seed) {
    Chains plan = Chains.of(3000 * times).warmUp(100).draws(1);
    Samples samples = sampler.sample(ring.problem(), plan, seed);
    double[] exact = ring.exact();
    double[] counts = new double[exact.length];
    for (int chain = 0; chain < samples.chains(); chain++) {
      double[] point = samples.point(chain, 0);
      for (int start = chain % 8; start < SITES; start += SITES / 2) {
        int pattern = 0;
        for (int i = ring.window - 1; i >= 0; i--) {
          int site = (start + i) % SITES;
          pattern = pattern * ring.q + category(point, ring.q, site);
        }
        counts[pattern]++;
      }
    }
    return SpinModels.misfit(exact, counts);
  }

  private static int category(double[] point, int q, int site) {
    double[] own = Arrays.copyOfRange(point, site * q, (site + 1) * q);
    assertThat(Arrays.stream(own).sum()).isEqualTo(1);
    int c = 0;
    while (own[c] != 1) {
      c++;
    }
    return c;
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("rings")
  void patternsOfARingComeAsOftenAsTheyShould(Ring ring) {
    assertThat(ring.sampler().on(ring.problem())).isInstanceOf(PackedSweep.class);
    for (BlockGibbs each : List.of(ring.sampler(), ring.sampler().unpacked())) {
      assertThat(
              Seeds.holds(
                  ring.name + (each.packs() ? ", packed" : ""),
                  (times, seed) -> misfit(ring, each, times, seed)))
          .isTrue();
    }
  }

  @Test
  void wrongChancesAreNoticed() {
    Ring ring = rings().skip(1).findFirst().orElseThrow();
    PackedSweep right = (PackedSweep) ring.sampler().on(ring.problem());
    assertThat(misfit(ring, right, 1, 3)).isLessThan(5);
    Chances chances = right.chances();
    Chances hotter = counts -> Arrays.stream(chances.of(counts)).map(Math::sqrt).toArray();
    assertThat(misfit(ring, with(right, hotter), 1, 3)).isGreaterThan(50);
    Chances turned =
        counts -> {
          double[] each = chances.of(counts[1], counts[2], counts[0]);
          return new double[] {each[2], each[0], each[1]};
        };
    assertThat(misfit(ring, with(right, turned), 1, 3)).isGreaterThan(50); // another's fields
  }

  private static Transition with(PackedSweep sweep, Chances chances) {
    return new PackedSweep(sweep.sweep(), sweep.lattice(), sweep.code(), chances);
  }

  private static Problem torus(int q, int height, int width) {
    return Energy.over(Space.categories(q, height, width))
        .plus("bonds", s -> dot(s.flat(), s.roll(0, 1).plus(s.roll(1, 1)).flat()).negated())
        .problem();
  }

  @Test
  void transferMatricesAgreeWithWhatIsKnown() {
    // two categories are spins: −δ = −½(1 + ss′)
    double ising = ExactIsing.torusEnergy(6, 4, .35);
    assertThat(ExactPotts.torusEnergy(6, 4, 2, .7)).isCloseTo(.5 * ising - 1, within(1e-8));
    assertThat(ExactPotts.torusLogZ(3, 2, 3, 0)).isCloseTo(6 * Math.log(3), within(1e-12));
  }

  @Tag("slow")
  @Test
  void theEnergyOfATorusIsTheTransferMatrixs() {
    for (int q : new int[] {3, 4}) {
      Problem problem = torus(q, 64, 4);
      BlockGibbs sampler = BlockGibbs.standard().beta(.8);
      assertThat(sampler.on(problem)).isInstanceOf(PackedSweep.class);
      double exact = ExactPotts.torusEnergy(64, 4, q, .8);
      assertThat(
              Seeds.holds(
                  "energy of 64×4, " + q + " categories",
                  (times, seed) -> standardErrors(problem, sampler, exact, times, seed)))
          .isTrue();
    }
  }

  static double standardErrors(
      Problem problem, BlockGibbs sampler, double exact, int times, long seed) {
    Chains plan = Chains.of(64 * times).warmUp(300).draws(10).thin(20);
    Samples samples = sampler.sample(problem, plan, seed);
    double sites = Sites.of(problem).count();
    double[] means = new double[samples.chains()];
    for (int chain = 0; chain < means.length; chain++) {
      for (int draw = 0; draw < samples.draws(); draw++) {
        double[] point = samples.point(chain, draw);
        means[chain] += problem.energies(point)[0] / samples.draws() / sites;
      }
    }
    double mean = Arrays.stream(means).average().orElseThrow();
    double squares = Arrays.stream(means).map(e -> (e - mean) * (e - mean)).sum();
    return (mean - exact) / (Math.sqrt(squares) / means.length);
  }

  /// At β = ln(1 + √q) the energy a site of the infinite square lattice is −(1 + 1/√q); on a torus
  /// of L × L with q = 3 it lies L^−⁴ᐟ⁵ below, times a constant, which two sizes tell.
  ///
  /// Source: [Baxter 1973; Wu 1982, §II.C].
  @Tag("long")
  @Test
  void theCriticalEnergyIsBaxters() {
    double small = criticalEnergy(64, 200_000);
    double large = criticalEnergy(128, 400_000);
    double exact = -(1 + 1 / Math.sqrt(3));
    double infinite = large + (large - small) / (Math.pow(2, .8) - 1);
    System.out.printf(
        "critical energies %.5f %.5f, extrapolated %.5f of %.5f%n", small, large, infinite, exact);
    assertThat(small).isLessThan(large);
    assertThat(large).isLessThan(exact).isCloseTo(exact, within(.02));
    assertThat(infinite).isCloseTo(exact, within(.003)); // some four standard errors
  }

  private static double criticalEnergy(int side, int sweeps) {
    Problem problem = torus(3, side, side);
    BlockGibbs sampler = BlockGibbs.standard().beta(Math.log(1 + Math.sqrt(3)));
    Transition packed = sampler.on(problem);
    assertThat(packed).isInstanceOf(PackedSweep.class);
    int chains = 32;
    try (Run run = packed.start(problem, chains, 7)) {
      run.block("u").set(problem.starts(chains, 7, 0));
      run.step(sweeps / 5);
      double sum = 0;
      int draws = 400;
      for (int draw = 0; draw < draws; draw++) {
        run.step(sweeps / draws);
        sum += Arrays.stream(packed.energies(problem, run)).average().orElseThrow() / draws;
      }
      return sum / (side * side);
    }
  }

  @Test
  void onlyEqualSymmetricPairsOfFewCategoriesArePacked() {
    BlockGibbs sampler = BlockGibbs.standard();
    assertThat(sampler.on(torus(3, 64, 4))).isInstanceOf(PackedSweep.class);
    Ring ring = rings().findFirst().orElseThrow();
    double[][] turning = {{0, 1, 0}, {0, 0, 1}, {1, 0, 0}}; // the next one is wanted to be one more
    double[] uneven = new double[SITES * 3];
    uneven[17] = .25;
    for (Problem other :
        List.of(
            new Ring("", 3, 3, turning, new double[3], 1).problem(),
            new Ring("", 6, 3, alike(6, 1), new double[6], 1).problem(),
            ring.energy().plus("uneven", s -> dot(s.flat(), Expr.vector(uneven))).problem(),
            torus(3, 32, 4),
            torus(3, 5, 64))) {
      assertThat(sampler.on(other)).isNotInstanceOf(PackedSweep.class);
    }
  }
}
