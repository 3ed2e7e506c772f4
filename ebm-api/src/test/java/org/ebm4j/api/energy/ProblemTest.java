package org.ebm4j.api.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.ebm4j.api.expr.Maths.dot;
import static org.ebm4j.api.expr.Maths.sq;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.space.Nothing;
import org.ebm4j.api.space.Space;
import org.junit.jupiter.api.Test;

/// What methods and samplers get: programs over a vector of numbers.
class ProblemTest {
  private static Problem exact(Given<?, ?> energy) {
    return energy.on(Engine.named("reference")).in(Precision.F64).problem();
  }

  private static Problem bowl(double coefficient) {
    return exact(Energy.over(Space.real(2)).plus("bowl", coefficient, y -> sq(y)));
  }

  // ---- steps ----

  /// Momentum with a slot of each kind.
  record Momentum(double step, double friction) implements FixedForm {
    @Override
    public List<Slot> slots() {
      return List.of(Slot.likeUnknown("v"), Slot.perChain("lowest", 1e30), Slot.shared("t", 0));
    }

    @Override
    public Map<String, Double> settings() {
      return Map.of("step", step, "friction", friction);
    }

    @Override
    public Next next(StepArguments a) {
      Expr v =
          a.slot("v").times(a.setting("friction")).minus(a.gradient().times(a.setting("step")));
      return Next.to(a.u().plus(v))
          .with("v", v)
          .with("lowest", a.slot("lowest").min(a.energy()))
          .with("t", a.slot("t").plus(1));
    }
  }

  @Test
  void aStepCarriesTheUnknownAndEverySlot() {
    Momentum method = new Momentum(.1, .5);
    Problem problem = bowl(1);
    try (Run run = problem.step(method).start(2, 0)) {
      problem.bind(run);
      method.begin(run);
      run.block("u").set(new double[] {1, 2, 0, -1});
      run.step(2);
      // u₁ = u₀ − .2u₀ = .8u₀, v₁ = −.2u₀; v₂ = .5v₁ − .2·.8u₀ = −.26u₀; u₂ = .54u₀
      assertThat(run.block("u").toArray())
          .containsExactly(new double[] {.54, 1.08, 0, -.54}, within(1e-12));
      assertThat(run.block("v").toArray())
          .containsExactly(new double[] {-.26, -.52, 0, .26}, within(1e-12));
      assertThat(run.block("lowest").toArray())
          .containsExactly(new double[] {.64 * 5, .64}, within(1e-12));
      assertThat(run.block("t").toArray()).containsExactly(2);
      assertThat(run.block("energy").toArray())
          .containsExactly(new double[] {.64 * 5, .64}, within(1e-12));
    }
  }

  @Test
  void aStepIsOneFormulaAndMayLookElsewhere() {
    FixedForm leapfrogLike =
        a -> {
          Expr half = a.u().minus(a.gradient().times(.25));
          return FixedForm.Next.to(
              a.energyAt(half).lessThan(a.energy()).choose(half.minus(a.gradientAt(half)), a.u()));
        };
    Problem problem = bowl(1);
    try (Run run = problem.step(leapfrogLike).start(1, 0)) {
      problem.bind(run);
      run.block("u").set(new double[] {4, 0});
      run.step(1);
      assertThat(run.block("u").toArray()).containsExactly(-2, 0); // half = 2, ∇E(half) = 4
    }
  }

  @Test
  void noiseIsFreshInEveryCallStepAndChain() {
    FixedForm noisy =
        a -> FixedForm.Next.to(a.noise().plus(a.noise().times(1000)).plus(a.uniform().times(1e-9)));
    Problem problem = bowl(1);
    try (Run run = problem.step(noisy).start(3, 5)) {
      problem.bind(run);
      run.step(1);
      double[] first = run.block("u").toArray();
      assertThat(first).doesNotHaveDuplicates();
      run.step(1);
      assertThat(run.block("u").toArray()).doesNotContain(first);
      assertThat(first[0] % 1000).isNotCloseTo(0, within(1e-6));
    }
  }

  @Test
  void aStepThatForgetsOrInventsASlotIsRefused() {
    Problem problem = bowl(1);
    FixedForm forgets =
        new FixedForm() {
          @Override
          public String name() {
            return "forgetful";
          }

          @Override
          public List<Slot> slots() {
            return List.of(Slot.likeUnknown("v"));
          }

          @Override
          public Next next(StepArguments a) {
            return Next.to(a.u());
          }
        };
    assertThatThrownBy(() -> problem.step(forgets))
        .hasMessage(
            "forgetful declares a slot 'v' but its step gives it no next value; it gives []");
    assertThatThrownBy(() -> problem.step(a -> FixedForm.Next.to(a.slot("m"))))
        .hasMessage("the method declares no slot 'm'; it declares []");
    assertThatThrownBy(() -> problem.step(a -> FixedForm.Next.to(a.u().times(a.setting("step")))))
        .hasMessage("the method declares no setting 'step'; it declares []");
  }

  // ---- bounds ----

  @Test
  void aStepStaysInsideTheBox() {
    Problem problem =
        exact(Energy.over(Space.real(2).box(-1, .5)).plus("pull", y -> sq(y.minus(3))));
    Outcome outcome = new Descent(.1, 50).solve(problem, problem.origin()).getFirst();
    assertThat(outcome.best().point().toArray()).containsExactly(.5, .5);
  }

  @Test
  void freeCoordinatesPayTheJacobian() {
    Given<float[], Nothing> linear =
        Energy.over(Space.real(2).box(-1, 3)).plus("linear", y -> dot(y, Expr.vector(2, 5)));
    Problem own = exact(linear);
    Problem free = own.unconstrained();
    double[] f = {.7, -1.2};
    double[] u = f.clone();
    free.toPoints(u);
    for (int i = 0; i < 2; i++) {
      assertThat(u[i]).isCloseTo(-1 + 4 / (1 + Math.exp(-f[i])), within(1e-12));
    }
    double jacobian = 0;
    for (int i = 0; i < 2; i++) {
      double h = 1e-6;
      double[] up = f.clone();
      double[] down = f.clone();
      up[i] += h;
      down[i] -= h;
      free.toPoints(up);
      free.toPoints(down);
      jacobian += Math.log((up[i] - down[i]) / (2 * h));
      double slope =
          (free.at(moved(f, i, h)).energy() - free.at(moved(f, i, -h)).energy()) / (2 * h);
      assertThat(free.at(f).gradient().get(i)).isCloseTo(slope, within(1e-6));
    }
    assertThat(free.at(f).energy()).isCloseTo(own.at(u).energy() - jacobian, within(1e-8));
    assertThat(own.unconstrained(4).at(f).energy())
        .isCloseTo(own.at(u).energy() - jacobian / 4, within(1e-8));
    assertThat(free.bounds().isBounded()).isFalse();
    assertThat(own.bounds().isBounded()).isTrue();
    assertThat(bowl(1).unconstrained().bounds().isBounded()).isFalse();
  }

  private static double[] moved(double[] f, int i, double h) {
    double[] moved = f.clone();
    moved[i] += h;
    return moved;
  }

  record Mixed(double free, double below, double above, double both) {}

  @Test
  void everyKindOfBoundHasItsOwnRow() {
    double inf = Double.POSITIVE_INFINITY;
    Space<Mixed> space =
        Space.of(new Mixed(0, 1, -1, .5))
            .box(new Mixed(-inf, 0, -inf, 0), new Mixed(inf, inf, 0, 1));
    Problem own = exact(Energy.over(space).plus("sum", y -> sq(y)));
    Problem free = own.unconstrained();
    double[] f = {1e3, 2, -3, .5}; // e¹⁰⁰⁰ would be ∞ in the rows that are not the first's
    double[] u = f.clone();
    free.toPoints(u);
    assertThat(u)
        .containsExactly(
            new double[] {1e3, Math.exp(2), -Math.exp(-3), 1 / (1 + Math.exp(-.5))}, within(1e-12));
    double s = u[3];
    double expected = own.at(u).energy() - (2 - 3 + Math.log(s * (1 - s)));
    assertThat(free.at(f).energy()).isCloseTo(expected, within(1e-8));
    assertThat(free.at(f).gradient().get(0)).isCloseTo(2e3, within(1e-9));
    assertThat(free.at(f).gradient().get(1)).isCloseTo(2 * Math.exp(4) - 1, within(1e-9));
    double[] back = u.clone();
    space.bounds().toFree(back, 0);
    assertThat(back).containsExactly(f, within(1e-9));
    assertThat(free.origin()).containsExactly(new double[] {0, 0, 0, 0}, within(1e-12));
  }

  // ---- as data ----

  record Wheel(double angle, double[] grip) {}

  record Car(float[][] body, Wheel wheel) {}

  @Test
  void describesItsNumbers() {
    Space<Car> cars = Space.of(new Car(new float[2][2], new Wheel(0, new double[1])));
    Problem problem =
        exact(Energy.joint(cars, Space.real(2)).plus("a", (_, y, z) -> sq(y).plus(sq(z))));
    assertThat(problem.labels())
        .containsExactly(
            "body[0, 0]",
            "body[0, 1]",
            "body[1, 0]",
            "body[1, 1]",
            "wheel.angle",
            "wheel.grip[0]",
            "z(z[0])",
            "z(z[1])");
    assertThat(problem.size()).isEqualTo(8);
    assertThat(problem.answerSize()).isEqualTo(6);
    assertThat(problem.terms()).containsExactly("a");
    assertThat(problem.isContinuous()).isTrue();
    assertThat(problem).hasToString("Problem[8 numbers, terms [a], 1 observations]");
    assertThat(exact(Energy.over(Space.binary(2)).plus("a", y -> sq(y))).isContinuous()).isFalse();
    assertThat(problem.isTwoValued()).isFalse();
    assertThat(problem.components().getLast().offset()).isEqualTo(6);
    Problem bits =
        exact(
            Energy.joint(Space.binary(2), Space.spins(3))
                .plus("a", (_, y, z) -> y.sum().plus(z.sum())));
    assertThat(bits.isTwoValued()).isTrue();
    assertThat(bits.components())
        .extracting(c -> c.offset() + " " + c.kind())
        .containsExactly("0 BINARY", "2 SPIN");
  }

  @Test
  void startsDoNotDependOnHowManyThereAre() {
    Problem problem =
        exact(Energy.joint(Space.real(3), Space.real(3)).plus("a", (_, y, z) -> sq(y).plus(sq(z))));
    double[] many = problem.starts(5, 9, 0);
    assertThat(problem.starts(1, 9, 3)).containsExactly(Arrays.copyOfRange(many, 18, 24));
    assertThat(many).doesNotHaveDuplicates(); // y and z are independent too
  }

  @Test
  void manyPointsAtOnce() {
    assertThat(bowl(2).energies(new double[] {1, 0, 1, 1, 0, 3})).containsExactly(2, 4, 18);
  }

  @Test
  void curvatureIsTheHessianTimesADirection() {
    Problem problem =
        exact(Energy.over(Space.real(2)).plus("t", y -> y.at(0).squared().times(y.at(1))));
    try (Run run = problem.curvature().start(1, 0)) {
      problem.bind(run);
      run.block("u").set(new double[] {3, 5});
      run.block("direction").set(new double[] {1, 10});
      run.step(1);
      assertThat(run.block("product").toArray())
          .containsExactly(2 * 5 + 6 * 10, 6); // H = [[2v, 2u], [2u, 0]]
    }
  }

  @Test
  void oneProgramServesEveryObservation() {
    Energy<float[], float[], Nothing> near =
        Energy.over(Space.real(2), Space.real(2)).plus("near", (x, y) -> sq(x.minus(y)));
    Engine engine = Engine.named("reference");
    Problem first = near.given(new float[] {1, 1}).on(engine).problem();
    Problem second = near.given(new float[] {2, 2}).on(engine).problem();
    assertThat(second.energyAndGradient()).isSameAs(first.energyAndGradient());
    assertThat(first.at(0, 0).energy()).isEqualTo(2);
    assertThat(second.at(0, 0).energy()).isEqualTo(8);
  }

  @Test
  void chainsCanBeRegroupedAmongObservations() {
    Energy<float[], float[], Nothing> near =
        Energy.over(Space.real(1), Space.real(1)).plus("near", (x, y) -> sq(x.minus(y)));
    Problem problem =
        near.givenEach(List.of(new float[] {1}, new float[] {2}, new float[] {3}))
            .on(Engine.named("reference"))
            .problem();
    assertThat(problem.observations()).isEqualTo(3);
    try (Run run = problem.energyAndGradient().start(2, 0)) {
      problem.bind(run, new int[] {2, 0});
      run.block("u").fill(0);
      run.step(1);
      assertThat(run.block("energy").toArray()).containsExactly(9, 1);
    }
    try (Run run = problem.energyAndGradient().start(6, 0)) {
      problem.bind(run);
      run.block("u").fill(0);
      run.step(1);
      assertThat(run.block("energy").toArray()).containsExactly(1, 1, 4, 4, 9, 9);
    }
  }
}
