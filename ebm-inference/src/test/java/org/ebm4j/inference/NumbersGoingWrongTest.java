package org.ebm4j.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.ebm4j.api.expr.Maths.sq;

import java.util.List;
import java.util.stream.Stream;
import org.ebm4j.api.energy.Answer;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.energy.Given;
import org.ebm4j.api.energy.Method;
import org.ebm4j.api.energy.Outcome;
import org.ebm4j.api.energy.Outcome.WentWrong.Trouble;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.space.Nothing;
import org.ebm4j.api.space.Space;
import org.ebm4j.inference.minimise.Adam;
import org.ebm4j.inference.minimise.GradientDescent;
import org.ebm4j.inference.minimise.Lbfgs;
import org.ebm4j.inference.minimise.Momentum;
import org.ebm4j.inference.minimise.Nesterov;
import org.ebm4j.inference.minimise.SteepestDescent;
import org.ebm4j.inference.minimise.Stop;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// NaN, infinities and overflow, whatever the method and the engine: an outcome, never an
/// exception, with the best point there was.
class NumbersGoingWrongTest {
  record Case(Method method, Engine engine) {
    @Override
    public String toString() {
      return method + " on " + engine.name();
    }

    Answer<float[], Nothing> answer(Given<float[], Nothing> energy, float... start) {
      return energy.on(engine).infer(method, start);
    }

    Outcome.WentWrong wrong(Given<float[], Nothing> energy, float... start) {
      Outcome outcome = answer(energy, start).outcome();
      assertThat(outcome).isInstanceOf(Outcome.WentWrong.class);
      return (Outcome.WentWrong) outcome;
    }
  }

  static Stream<Engine> engines() {
    return Stream.of(Engine.best(), Engine.named("plain"), Engine.named("reference")).distinct();
  }

  static Stream<Case> cases() {
    Stop stop = Stop.standard().steps(3000);
    List<Method> methods =
        List.of(
            GradientDescent.of(.01).until(stop),
            new Momentum(.01, .9).until(stop),
            new Nesterov(.01, .9).until(stop),
            Adam.of(.01).until(stop),
            SteepestDescent.standard().until(stop),
            Lbfgs.standard().until(stop));
    return engines().flatMap(engine -> methods.stream().map(method -> new Case(method, engine)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void anObservationThatIsNoNumber(Case c) {
    Energy<float[], float[], Nothing> near =
        Energy.over(Space.real(2), Space.real(2)).plus("near", (x, y) -> sq(x.minus(y)));
    Outcome.WentWrong wrong = c.wrong(near.given(new float[] {1, Float.NaN}), 3, 4);
    assertThat(wrong.trouble()).isEqualTo(Trouble.NOT_FINITE);
    assertThat(wrong.reason()).isEqualTo("the energy or its gradient is not finite at the start");
    assertThat(wrong.best().point().toArray()).containsExactly(3, 4);
    assertThat(wrong.best().energy()).isNaN();
    assertThat(wrong.best().terms().size()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void anEnergyThatOverflowsAtTheStart(Case c) {
    Given<float[], Nothing> steep = Energy.over(Space.real(1)).plus("steep", y -> sq(y.squared()));
    Outcome.WentWrong wrong = c.wrong(steep, 1e20f); // 1e80 is more than f32 holds
    assertThat(wrong.trouble()).isEqualTo(Trouble.NOT_FINITE);
    assertThat(wrong.best().point().get(0)).isEqualTo((double) 1e20f);
    assertThat(wrong.best().energy()).isGreaterThan(9e79); // the reference engine counts in f64
  }

  @ParameterizedTest
  @MethodSource("cases")
  void anEnergyOfMinusInfinityAtTheStart(Case c) {
    Given<float[], Nothing> hole =
        Energy.over(Space.real(1)).plus("hole", y -> y.squared().log().sum());
    Outcome.WentWrong wrong = c.wrong(hole, 0);
    assertThat(wrong.trouble()).isIn(Trouble.NOT_FINITE, Trouble.UNBOUNDED);
    assertThat(wrong.best().point().get(0)).isZero();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aFallWithoutEndKeepsTheLowestPoint(Case c) {
    Given<float[], Nothing> fall =
        Energy.over(Space.real(1)).plus("fall", -1, y -> y.exp().sum()).in(Precision.F64);
    Outcome outcome = c.answer(fall, 30).outcome();
    assertThat(outcome).isNotInstanceOf(Outcome.Converged.class);
    assertThat(outcome.best().energy()).isFinite().isLessThan(-Math.exp(30) * .99);
    assertThat(outcome.best().energy()).isEqualTo(outcome.best().terms().get(0));
    double exact = -Math.exp(outcome.best().point().get(0));
    assertThat(outcome.best().energy()).isCloseTo(exact, within(1e-12 * -exact));
  }

  /// A linear energy has one gradient for all points; every chain still gets its own row of it.
  @ParameterizedTest
  @MethodSource("engines")
  void aGradientThatIsTheSameEverywhereHasARowForEveryChain(Engine engine) {
    Problem problem =
        Energy.over(Space.real(2))
            .plus("slope", y -> y.at(0).times(3).minus(y.at(1)))
            .on(engine)
            .problem();
    try (Run run = problem.energyAndGradient().start(3, 0)) {
      problem.bind(run);
      run.block("u").set(new double[] {0, 0, 1, 0, 0, 1});
      run.step(1);
      assertThat(run.block("gradient").toArray()).containsExactly(3, -1, 3, -1, 3, -1);
      assertThat(run.block("energy").toArray()).containsExactly(0, 3, -1);
      assertThat(run.block("terms").toArray()).containsExactly(0, 3, -1);
    }
  }
}
