package org.ebm4j.inference.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.ebm4j.api.energy.Chains;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.api.energy.Samples;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.expr.Maths;
import org.ebm4j.api.space.Space;
import org.ebm4j.inference.Cancellation;
import org.ebm4j.inference.Points;
import org.ebm4j.inference.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the loop promises of every sampler.
class SamplingTest {
  static Stream<Transition> samplers() {
    return Stream.of(Langevin.of(.05), Mala.of(.2), Mala.tuned(.2));
  }

  private static Problem bowl() {
    return Points.quadratic(new double[] {1, 2}, new double[] {0, 1}).in(Precision.F32).problem();
  }

  private static double[][] numbers(Samples samples) {
    double[][] numbers = new double[samples.chains()][];
    for (int chain = 0; chain < numbers.length; chain++) {
      numbers[chain] = samples.along(chain, 0);
    }
    return numbers;
  }

  private static final Chains PLAN = Chains.of(5).warmUp(50).draws(20).thin(3);

  @ParameterizedTest
  @MethodSource("samplers")
  void theSameSeedGivesTheSameBitsHoweverTheWorkIsCut(Transition sampler) {
    AtomicLong ticks = new AtomicLong();
    double[][] draws = numbers(sampler.sample(bowl(), PLAN, 9));
    assertThat(numbers(sampler.sample(bowl(), PLAN, 9))).isDeepEqualTo(draws);
    Sampling slow = Sampling.by(sampler).by(() -> ticks.addAndGet(1_000_000_000));
    assertThat(numbers(slow.sample(bowl(), PLAN, 9))).isDeepEqualTo(draws);
    Sampling quick = Sampling.by(sampler).by(() -> 0);
    assertThat(numbers(quick.watched(7, progress -> true).sample(bowl(), PLAN, 9)))
        .isDeepEqualTo(draws);
    assertThat(numbers(sampler.sample(bowl(), PLAN, 10))[0]).isNotEqualTo(draws[0]);
  }

  @Test
  void moreChainsDoNotChangeThoseThereWere() {
    for (Transition sampler : List.of(Langevin.of(.05), Mala.of(.2))) {
      double[][] few = numbers(sampler.sample(bowl(), PLAN, 9));
      double[][] more =
          numbers(sampler.sample(bowl(), Chains.of(7).warmUp(50).draws(20).thin(3), 9));
      for (int chain = 0; chain < 5; chain++) {
        assertThat(more[chain]).containsExactly(few[chain]);
      }
    }
  }

  @Test
  void thinningKeepsEveryThirdPoint() {
    double[] all = Langevin.of(.05).sample(bowl(), Chains.of(1).warmUp(0).draws(30), 2).along(0, 0);
    double[] third =
        Langevin.of(.05).sample(bowl(), Chains.of(1).warmUp(0).draws(10).thin(3), 2).along(0, 0);
    for (int draw = 0; draw < 10; draw++) {
      assertThat(third[draw]).isEqualTo(all[3 * draw + 2]);
    }
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void cancelledItHandsOverTheDrawsItHas(Transition sampler) {
    Cancellation token = new Cancellation();
    Samples samples =
        sampler
            .watched(
                10,
                progress -> {
                  if (progress.done() >= 80) {
                    token.cancel();
                  }
                  return true;
                })
            .cancelledBy(token)
            .sample(bowl(), PLAN, 9);
    double[][] whole = numbers(sampler.sample(bowl(), PLAN, 9));
    assertThat(samples.draws()).isBetween(9, 10); // after 50 or 51 steps of warm-up, 3 steps each
    for (int chain = 0; chain < 5; chain++) {
      assertThat(whole[chain]).startsWith(samples.along(chain, 0));
    }
  }

  @Test
  void interruptedOrToldToEndItHasNoDraws() {
    Thread.currentThread().interrupt();
    assertThat(Langevin.of(.05).sample(bowl(), PLAN, 9).draws()).isZero();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(Langevin.of(.05).watched(1, progress -> false).sample(bowl(), PLAN, 9).draws())
        .isZero();
  }

  @Test
  void progressIsTold() {
    List<Progress> seen = new ArrayList<>();
    Langevin.of(.05).watched(25, seen::add).sample(bowl(), PLAN, 9);
    assertThat(seen).extracting(Progress::done).containsExactly(25L, 50L, 75L, 100L);
    assertThat(seen)
        .allMatch(p -> p.total() == 110 && p.live() == 5 && p.rows() == 5 && p.energy() > 0);
  }

  @Test
  void aChainThatStopsBeingFiniteKeepsItsLastPointAndSaysSo() {
    // x⁴ throws a chain that is far out ever farther
    Problem steep =
        Energy.over(Points.vectors(1).spread(2))
            .plus("steep", y -> Maths.sq(y.squared()))
            .in(Precision.F64)
            .problem();
    Samples samples = Langevin.of(.1).sample(steep, Chains.of(40).warmUp(0).draws(60), 1);
    long lost = samples.info().stream().filter(info -> !info.finite()).count();
    assertThat(lost).isBetween(1L, 39L);
    for (int chain = 0; chain < 40; chain++) {
      for (double x : samples.along(chain, 0)) {
        assertThat(x).isFinite();
      }
      if (!samples.info().get(chain).finite()) {
        assertThat(samples.get(chain, 59, 0)).isEqualTo(samples.get(chain, 58, 0));
      }
    }
  }

  @Test
  void aStartWithoutAnEnergyIsToldOfOrLeft() {
    Problem nowhere =
        Energy.over(Points.vectors(1))
            .plus("nowhere", y -> y.squared().plus(1).negated().sqrt().sum())
            .in(Precision.F64)
            .problem();
    for (Transition sampler : List.of(Langevin.of(.1), Mala.of(.1))) {
      Samples samples = sampler.sample(nowhere, Chains.of(3).warmUp(5).draws(5), 1);
      assertThat(samples.info()).noneMatch(Samples.ChainInfo::finite);
    }
  }

  @Test
  void whatCannotBeSampledIsRefused() {
    record Switch(boolean on) {}
    Problem bits = Energy.over(Space.of(new Switch(false))).plus("bit", y -> y.sum()).problem();
    assertThatThrownBy(() -> Langevin.of(.1).sample(bits, PLAN, 1))
        .hasMessage(
            "Langevin walks in real numbers, but some numbers of [on] are whole or binary; sample bits, spins and categories with BlockGibbs.standard()");
    assertThatThrownBy(() -> Mala.tuned(.1).sample(bowl(), PLAN.warmUp(0), 1))
        .hasMessage(
            "Mala finds its step size during warm-up, found 0 steps of it; give it some by Chains.warmUp, or a fixed step");
    assertThatThrownBy(() -> Langevin.of(.1).watched(0, progress -> true))
        .hasMessage("watched: the number of steps should be at least 1, found 0");
  }
}
