package org.ebm4j.inference.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.ebm4j.api.expr.Maths.dot;

import java.util.Arrays;
import java.util.List;
import org.ebm4j.api.energy.Chains;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.energy.Given;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.api.energy.Samples;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.space.Nothing;
import org.ebm4j.api.space.Space;
import org.ebm4j.inference.Seeds;
import org.ebm4j.kernels.spin.Chances;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Lattices too large to enumerate, whose law has a closed form.
class PackedSweepTest {
  private static final int SITES = 64;
  private static final int WINDOW = 8;

  private static Given<boolean[], Nothing> ring(double coupling, double field) {
    return Energy.over(Space.spins(SITES))
        .plus("bonds", -coupling, s -> dot(s, s.roll(0, 1)))
        .plus("field", -field, s -> s.sum());
  }

  /// The same law over bits b = ½(s + 1).
  private static Given<boolean[], Nothing> bitRing(double coupling, double field) {
    return Energy.over(Space.binary(SITES))
        .plus("bonds", -coupling, b -> dot(spins(b), spins(b).roll(0, 1)))
        .plus("field", -field, b -> spins(b).sum());
  }

  private static Expr spins(Expr bits) {
    return bits.times(2).minus(1);
  }

  /// How well patterns of eight neighbours are met, two windows a chain, far from each other.
  private static double misfit(
      Problem problem, Transition sampler, double[] exact, int times, long seed) {
    Samples samples = sampler.sample(problem, Chains.of(3000 * times).warmUp(100).draws(1), seed);
    double[] counts = new double[exact.length];
    for (int chain = 0; chain < samples.chains(); chain++) {
      double[] point = samples.point(chain, 0);
      for (int start = chain % 8; start < SITES; start += SITES / 2) {
        int pattern = 0;
        for (int i = 0; i < WINDOW; i++) {
          pattern |= point[(start + i) % SITES] > .5 ? 1 << i : 0;
        }
        counts[pattern]++;
      }
    }
    return SpinModels.misfit(exact, counts);
  }

  @Test
  void closedFormsAgreeWithPublishedNumbers() {
    // 4×4: log Z and energy at β = .3, .4 and .4406868
    assertThat(ExactIsing.torusLogZ(4, 4, .3)).isCloseTo(12.785523325714, within(1e-10));
    assertThat(ExactIsing.torusEnergy(4, 4, .3)).isCloseTo(-.844054073624, within(1e-9));
    assertThat(ExactIsing.torusEnergy(4, 4, .4)).isCloseTo(-1.379116, within(1e-6));
    assertThat(ExactIsing.torusLogZ(4, 4, .4406868)).isCloseTo(15.521916, within(1e-6));
    double[] patterns = ExactIsing.ringPatterns(3, 3, .5, 1, .2);
    double z = 0;
    for (int state = 0; state < 8; state++) {
      int up = Integer.bitCount(state);
      z += Math.exp(.5 * ((up % 3 == 0 ? 3 : -1) + .2 * (2 * up - 3)));
    }
    assertThat(patterns[5]).isCloseTo(Math.exp(.5 * (-1 + .2)) / z, within(1e-12));
  }

  @Tag("slow")
  @Test
  void patternsOfARingComeAsOftenAsTheyShould() {
    record Ring(String name, Given<boolean[], Nothing> energy, double coupling, double field) {}
    for (Ring ring :
        List.of(
            new Ring("ring", ring(1, 0), 1, 0),
            new Ring("ring in a field", ring(1, .2), 1, .2),
            new Ring("antiferromagnetic bits in a field", bitRing(-.8, .5), -.8, .5))) {
      Problem problem = ring.energy.problem();
      double beta = .6;
      double[] exact = ExactIsing.ringPatterns(SITES, WINDOW, beta, ring.coupling, ring.field);
      BlockGibbs sampler = BlockGibbs.standard().beta(beta);
      for (BlockGibbs each : List.of(sampler, sampler.unpacked())) {
        assertThat(
                Seeds.holds(
                    ring.name + (each.packs() ? ", packed" : ""),
                    (times, seed) -> misfit(problem, each, exact, times, seed)))
            .isTrue();
      }
    }
  }

  @Test
  void wrongChancesAreNoticed() {
    Problem problem = ring(1, .2).problem();
    double[] exact = ExactIsing.ringPatterns(SITES, WINDOW, .6, 1, .2);
    PackedSweep right = (PackedSweep) BlockGibbs.standard().beta(.6).on(problem);
    assertThat(misfit(problem, right, exact, 1, 3)).isLessThan(5);
    Chances chances = right.chances();
    Chances hotter = counts -> Arrays.stream(chances.of(counts)).map(p -> p * p).toArray();
    assertThat(misfit(problem, with(right, hotter), exact, 1, 3)).isGreaterThan(50);
    Chances biased =
        counts -> {
          double[] each = chances.of(counts);
          each[0] += counts[0] == 0 ? .1 * (each[0] + each[1]) : 0; // one chance of three
          return each;
        };
    assertThat(misfit(problem, with(right, biased), exact, 1, 3)).isGreaterThan(10);
  }

  private static Transition with(PackedSweep sweep, Chances chances) {
    return new PackedSweep(sweep.sweep(), sweep.lattice(), sweep.code(), chances);
  }

  @Tag("slow")
  @Test
  void theEnergyOfATorusIsKaufmans() {
    for (int width : new int[] {4, 64}) {
      Problem problem = SpinModels.ising(64, width).problem();
      BlockGibbs sampler = BlockGibbs.standard().beta(.35);
      assertThat(sampler.on(problem)).isInstanceOf(PackedSweep.class);
      double exact = ExactIsing.torusEnergy(64, width, .35);
      int sites = 64 * width;
      assertThat(
              Seeds.holds(
                  "energy of 64×" + width,
                  (times, seed) -> {
                    Chains plan = Chains.of(64 * times).warmUp(300).draws(10).thin(20);
                    Samples samples = sampler.sample(problem, plan, seed);
                    double[] means = new double[samples.chains()];
                    for (int chain = 0; chain < means.length; chain++) {
                      for (int draw = 0; draw < samples.draws(); draw++) {
                        means[chain] +=
                            problem.energies(samples.point(chain, draw))[0]
                                / samples.draws()
                                / sites;
                      }
                    }
                    double mean = Arrays.stream(means).average().orElseThrow();
                    double squares = Arrays.stream(means).map(e -> (e - mean) * (e - mean)).sum();
                    return (mean - exact) / (Math.sqrt(squares) / means.length);
                  }))
          .isTrue();
    }
  }

  @Test
  void onlyEqualPairsOnATorusArePacked() {
    BlockGibbs sampler = BlockGibbs.standard();
    assertThat(sampler.on(ring(1, .5).problem())).isInstanceOf(PackedSweep.class);
    assertThat(sampler.unpacked().on(ring(1, .5).problem())).isInstanceOf(PairSweep.class);
    Expr field = Expr.vector(new double[SITES]).plus(Expr.vector(uneven()));
    for (Given<boolean[], Nothing> other :
        List.of(
            ring(1, 0).plus("uneven fields", s -> dot(s, field)),
            ring(1, 0).plus("uneven couplings", s -> dot(s.times(field), s.roll(0, 1))),
            ring(1, 0).plus("weaker further", .5, s -> dot(s, s.roll(0, 3))),
            ring(1, 0).plus("triples", s -> s.times(s.roll(0, 1)).times(s.roll(0, 2)).sum()),
            SpinModels.ising(32),
            SpinModels.ising(5, 64))) {
      assertThat(sampler.on(other.problem())).isNotInstanceOf(PackedSweep.class);
    }
    Problem reference = ring(1, 0).problem().on(Engine.named("reference"));
    assertThat(sampler.on(reference)).isInstanceOf(Sweep.class);
  }

  private static double[] uneven() {
    double[] numbers = new double[SITES];
    numbers[17] = .25;
    return numbers;
  }

  @Test
  void chainsAreDrivenLikeAnyOther() {
    Problem problem = ring(1, .2).problem();
    Chains plan = Chains.of(5).warmUp(7).draws(6).thin(2);
    BlockGibbs sampler = BlockGibbs.standard().beta(.5);
    Samples once = sampler.sample(problem, plan, 9);
    double[] energies = new double[1];
    Samples again =
        sampler
            .watched(
                19,
                p -> {
                  energies[0] = p.energy();
                  return true;
                })
            .sample(problem.on(Engine.named("plain")), plan, 9);
    double mean = 0;
    for (int chain = 0; chain < 5; chain++) {
      for (int draw = 0; draw < 6; draw++) {
        assertThat(again.point(chain, draw)).containsExactly(once.point(chain, draw));
      }
      mean += problem.energies(once.point(chain, 5))[0] / 5;
    }
    assertThat(energies[0]).isCloseTo(mean, within(1e-5));
    assertThat(once.info()).allMatch(info -> info.finite() && info.acceptance() == 1);
  }
}
