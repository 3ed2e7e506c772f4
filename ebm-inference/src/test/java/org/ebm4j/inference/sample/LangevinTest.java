package org.ebm4j.inference.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Stream;
import org.ebm4j.api.energy.Chains;
import org.ebm4j.api.energy.Samples;
import org.ebm4j.api.energy.StepArguments;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.inference.Points;
import org.ebm4j.inference.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Langevin's stationary variance is known exactly on a quadratic, bias included: s²/(1 − h/(2s²)).
class LangevinTest {
  private static final double S2 = 2;
  private static final double H = .5;
  private static final double EXACT = S2 / (1 - H / (2 * S2)); // 16/7

  record Case(String name, Transition transition, Precision precision, double beta, boolean holds) {
    @Override
    public String toString() {
      return name;
    }
  }

  /// The noise of a careless reading, √h for √2h.
  private record RootOfStep(double step) implements Transition {
    @Override
    public double beta() {
      return 1;
    }

    @Override
    public Map<String, Double> settings() {
      return Map.of("step", step);
    }

    @Override
    public Next next(StepArguments a) {
      var h = a.setting("step");
      return Next.to(a.u().minus(a.gradient().times(h)).plus(a.noise().times(h.sqrt())));
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case("f64", Langevin.of(H), Precision.F64, 1, true),
        new Case("f32", Langevin.of(H), Precision.F32, 1, true),
        new Case("β = 4", new Langevin(H, 4), Precision.F64, 4, true),
        new Case("twin with √h", new RootOfStep(H), Precision.F64, 1, false));
  }

  /// Chains of 40 steps forget their start, (1 − h/s²)⁴⁰ ≈ 1e−5; one draw a chain is independent of
  /// the others, and the mean of n squares of N(0, v) has standard deviation v√(2/n).
  @ParameterizedTest
  @MethodSource("cases")
  void itsVarianceIsExact(Case c) {
    var problem =
        Points.quadratic(new double[] {1 / S2}, new double[] {0}).in(c.precision).problem();
    double exact = EXACT / c.beta;
    boolean held =
        Seeds.holds(
            c.name,
            (times, seed) -> {
              int chains = 10_000 * times;
              Chains plan = Chains.of(chains).warmUp(40).draws(1);
              Samples samples = c.transition.sample(problem, plan, seed);
              double sum = 0;
              for (int chain = 0; chain < chains; chain++) {
                sum += Math.pow(samples.get(chain, 0, 0), 2);
              }
              return (sum / chains - exact) / (exact * Math.sqrt(2.0 / chains));
            });
    assertThat(held).isEqualTo(c.holds);
  }

  @Test
  void settingsThatMeanNothingAreRefused() {
    assertThatThrownBy(() -> Langevin.of(0))
        .hasMessage(
            "Langevin: the step should be positive and finite, found 0.0; start at 1e-3 and double it while the mean energy stays");
    assertThatThrownBy(() -> new Langevin(1, -2))
        .hasMessage(
            "Langevin: the inverse temperature should be positive and finite, found -2.0; 1 samples exp(−E) itself");
    assertThatThrownBy(() -> Mala.of(Double.NaN))
        .hasMessageStartingWith("Mala: the step should be positive and finite, found NaN");
  }
}
