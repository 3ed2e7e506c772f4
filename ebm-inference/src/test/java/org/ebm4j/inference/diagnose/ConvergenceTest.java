package org.ebm4j.inference.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.ebm4j.api.energy.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Against AR(1) chains xₜ₊₁ = φxₜ + √(1 − φ²)ξ, whose effective share of draws is (1 − φ)/(1 + φ).
class ConvergenceTest {
  private static double[][] autoregressive(double phi, int chains, int draws, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] all = new double[chains][draws];
    for (double[] chain : all) {
      double x = random.nextGaussian();
      for (int i = 0; i < draws; i++) {
        x = phi * x + Math.sqrt(1 - phi * phi) * random.nextGaussian();
        chain[i] = x;
      }
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(doubles = {-.6, -.3, 0, .3, .6, .9, .97})
  void effectiveDrawsOfAutoregressiveChainsAreKnown(double phi) {
    double[][] chains = autoregressive(phi, 8, 25_000, 42);
    double share = Convergence.effectiveSampleSize(chains) / (8 * 25_000);
    double exact = (1 - phi) / (1 + phi);
    System.out.printf("φ %.2f: ESS/N %.4f, exactly %.4f%n", phi, share, exact);
    assertThat(share / exact).isCloseTo(1, within(.12));
    assertThat(Convergence.splitRHat(chains)).isBetween(.9999, 1.005);
    double error = Math.sqrt(1 / (exact * 8 * 25_000));
    assertThat(Convergence.standardError(chains) / error).isCloseTo(1, within(.07));
  }

  /// Over a thousand repeats the error of the mean must be what is claimed.
  @Test
  void theStandardErrorIsTheErrorsStandardDeviation() {
    double claimed = 0;
    double squares = 0;
    for (int repeat = 0; repeat < 1000; repeat++) {
      double[][] chains = autoregressive(.7, 4, 500, repeat);
      double mean = Chains.mean(Chains.joined(chains));
      squares += mean * mean / 1000;
      claimed += Math.pow(Convergence.standardError(chains), 2) / 1000;
    }
    assertThat(claimed / squares).isCloseTo(1, within(.15));
  }

  @Test
  void chainsThatDisagreeAreSeen() {
    double[][] chains = autoregressive(.5, 4, 1000, 7);
    for (int i = 0; i < 1000; i++) {
      chains[3][i] += 3;
    }
    assertThat(Convergence.splitRHat(chains)).isGreaterThan(1.5);
    assertThat(Convergence.effectiveSampleSize(chains)).isLessThan(20);
  }

  @Test
  void aChainThatDriftsIsSeenAlone() {
    double[][] chains = autoregressive(.5, 1, 1000, 7);
    assertThat(Convergence.splitRHat(chains)).isLessThan(1.05);
    for (int i = 0; i < 1000; i++) {
      chains[0][i] += i / 200.0;
    }
    assertThat(Convergence.splitRHat(chains)).isGreaterThan(1.5);
  }

  /// On four halves of two draws each, by hand: W = ½, B/N = 5/3 · … of the means 0.5, 2.5, 4.5,
  /// 6.5.
  @Test
  void splitRHatByHand() {
    double[][] chains = {{0, 1, 2, 3}, {4, 5, 6, 7}};
    double w = .5;
    double between = 20.0 / 3; // variance of the halves' means
    assertThat(Convergence.splitRHat(chains))
        .isCloseTo(Math.sqrt((w / 2 + between) / w), within(1e-12));
  }

  @Test
  void chainsThatStandStillAreNotMixed() {
    double[][] same = {new double[10], new double[10]};
    assertThat(Convergence.splitRHat(same)).isNaN();
    double[][] apart = {
      new double[10], Stream.generate(() -> 1.0).limit(10).mapToDouble(d -> d).toArray()
    };
    assertThat(Convergence.splitRHat(apart)).isInfinite();
  }

  private static Samples samples(double[][] chains, boolean finite) {
    return Samples.of(
        1, chains, Collections.nCopies(chains.length, new Samples.ChainInfo(.6, finite, 1000)));
  }

  @Test
  void diagnosticsSummariseEveryNumber() {
    Diagnostics good = Diagnostics.of(samples(autoregressive(.3, 4, 5000, 3), true));
    assertThat(good.requireMixed()).isSameAs(good);
    Diagnostics.Of only = good.numbers().getFirst();
    assertThat(only.mean()).isCloseTo(0, within(4 * only.error()));
    assertThat(only.sd()).isCloseTo(1, within(.05));
    assertThat(good.acceptance()).isCloseTo(.6, within(1e-12));
    assertThat(good.leastEffective())
        .isEqualTo(Math.min(only.effective(), only.effectiveOfSquares()));
  }

  /// xₜ₊₁ = φxₜ + … makes squares an AR(1) with φ²: swinging chains tell them worse than values.
  @Test
  void squaresHaveTheirOwnEffectiveDraws() {
    Diagnostics.Of swinging =
        Diagnostics.of(samples(autoregressive(-.6, 4, 25_000, 3), true)).numbers().getFirst();
    assertThat(swinging.effective() / 100_000).isCloseTo(4, within(.4));
    assertThat(swinging.effectiveOfSquares() / 100_000).isCloseTo(.64 / 1.36, within(.05));
  }

  @Test
  void whatHasNotMixedIsSaid() {
    double[][] chains = autoregressive(.3, 4, 500, 3);
    for (int i = 0; i < 500; i++) {
      chains[0][i] += 2;
    }
    assertThatThrownBy(() -> Diagnostics.of(samples(chains, true)).requireMixed())
        .hasMessageMatching(
            "the chains have not mixed: R̂ is up to 1\\.\\d+, should be below 1\\.01; draw longer, warm up longer, or start the chains closer");
    assertThatThrownBy(
            () -> Diagnostics.of(samples(autoregressive(0, 2, 500, 1), false)).requireMixed())
        .hasMessage("a chain stopped being finite; take a smaller step");
    for (double[][] bad : List.of(new double[0][], new double[2][3])) {
      assertThatThrownBy(() -> Convergence.splitRHat(bad))
          .hasMessageStartingWith("R̂: needs at least one chain of 4 draws, found " + bad.length);
    }
    assertThatThrownBy(
            () -> Convergence.effectiveSampleSize(new double[][] {new double[5], new double[6]}))
        .hasMessage("effective sample size: chains should be of one length, found 5 and 6");
  }
}
