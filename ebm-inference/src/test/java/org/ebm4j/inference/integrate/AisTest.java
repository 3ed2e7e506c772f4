package org.ebm4j.inference.integrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.ebm4j.api.expr.Maths.sq;

import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.energy.FreeEnergy;
import org.ebm4j.api.energy.Given;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.space.Space;
import org.ebm4j.inference.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Integrals that are known exactly.
class AisTest {
  private static final Space<float[]> LINE = Space.real(1);

  /// @param exact F at y = .5
  record Case(
      String name, Given<float[], float[]> energy, double beta, double exact, boolean holds) {
    @Override
    public String toString() {
      return name;
    }

    FreeEnergy estimate(Ais ais, long seed) {
      return energy.freeEnergy(beta).at(new float[] {.5f}, ais, seed);
    }
  }

  private static Given<float[], float[]> over(Space<float[]> zs) {
    return Energy.joint(LINE, zs).plus("y", (_, y, _) -> sq(y).times(0));
  }

  private static Given<float[], float[]> wells() {
    return over(LINE).plus("wells", (_, _, z) -> sq(z.squared().minus(1)));
  }

  /// ½|z|² + ½(y − w·z)²/σ² with w = (1, 2), σ = ½: y is N(0, 5¼), up to (2π)^(2/2)·σ√2π.
  private static Given<float[], float[]> regression() {
    return Energy.joint(LINE, Space.real(2))
        .plus("prior", .5, (_, _, z) -> sq(z))
        .plus("fit", 2, (_, y, z) -> sq(y.minus(z.times(Expr.vector(1, 2)).sum().reshape(1))));
  }

  static Stream<Case> cases() {
    double marginal = .25 / (2 * 5.25) + .5 * Math.log(5.25) - Math.log(.5) - Math.log(2 * Math.PI);
    double narrow = -Math.log(2 * Math.PI / (3 * 4)) / 3;
    return Stream.of(
        new Case("double well, β = 1", wells(), 1, -.679926242894, true),
        new Case("double well, β = 5", wells(), 5, .181451370588 / 5, true),
        new Case("linear regression", regression(), 1, marginal, true),
        new Case(
            "Gaussian far from the start",
            over(Space.real(2)).plus("bowl", 2, (_, _, z) -> sq(z.minus(1.5))),
            3,
            narrow,
            true),
        new Case(
            "slope in a box",
            over(LINE.box(0, 2)).plus("slope", (_, _, z) -> z.sum()),
            2,
            -Math.log((1 - Math.exp(-4)) / 2) / 2,
            true),
        new Case(
            "twin in other units",
            over(LINE.box(0, 2)).plus("slope", (_, _, z) -> z.sum()),
            2,
            -Math.log((1 - Math.exp(-4)) / 2),
            false),
        new Case("twin of another β", wells(), 1, .181451370588 / 5, false));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void itsEstimateIsWithinItsError(Case c) {
    boolean held =
        Seeds.holds(
            c.name,
            (times, seed) -> {
              FreeEnergy found = c.estimate(Ais.steps(60).chains(256 * times), seed);
              assertThat(found.gradients()).isEqualTo(2L * 60 * 256 * times);
              return (found.value() - c.exact) / found.standardError();
            });
    assertThat(held).isEqualTo(c.holds);
  }

  @Test
  void fortyStepsOfAGaussianAreWithinATenthOfANat() {
    Given<float[], float[]> bowl =
        over(Space.real(10)).plus("bowl", 1, (_, _, z) -> sq(z.minus(.5)));
    FreeEnergy found = bowl.freeEnergy(1).at(new float[] {0}, Ais.steps(40), 3);
    assertThat(found.value()).isCloseTo(-5 * Math.log(Math.PI), within(.15));
    assertThat(found.standardError()).isBetween(0.0, .1);
  }

  @Test
  void theSameSeedGivesTheSameEstimate() {
    FreeEnergy first = wells().freeEnergy(1).at(new float[] {0}, Ais.steps(20), 3);
    assertThat(wells().freeEnergy(1).at(new float[] {0}, Ais.steps(20), 3)).isEqualTo(first);
    assertThat(wells().freeEnergy(1).at(new float[] {0}, Ais.steps(20), 4)).isNotEqualTo(first);
  }

  /// ∫ over z > 0 alone: elsewhere the energy is no number.
  @Test
  void placesWithoutAnEnergyWeighNothing() {
    Given<float[], float[]> half =
        over(LINE).plus("half", (_, _, z) -> z.minus(z.log()).sum()); // z e^−z, whose integral is 1
    FreeEnergy found = half.freeEnergy(1).at(new float[] {0}, Ais.steps(200).spread(3), 3);
    assertThat(found.value()).isCloseTo(0, within(5 * found.standardError()));
    assertThat(found.standardError()).isLessThan(.2);
  }

  @Test
  void whatCannotBeIntegratedIsRefused() {
    assertThatThrownBy(() -> Ais.steps(0))
        .hasMessage(
            "Ais: there should be at least 2 chains and 1 step, found 256 and 0; 256 and 200 are usual");
    assertThatThrownBy(() -> Ais.steps(9).spread(0))
        .hasMessage("Ais: the spread of the Gaussian should be positive and finite, found 0.0");
    Given<float[], boolean[]> bits =
        Energy.joint(LINE, Space.binary(2)).plus("t", (_, y, z) -> sq(y).plus(z.sum()));
    assertThatThrownBy(() -> bits.freeEnergy(1).at(new float[] {0}, Ais.steps(9), 1))
        .hasMessageStartingWith("Ais integrates over real numbers for one observation, found ");
  }

  @Test
  void anInterruptedThreadGetsNoFreeEnergyAndStaysInterrupted() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> cases().findFirst().orElseThrow().estimate(Ais.steps(50), 1))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
