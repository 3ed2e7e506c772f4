package org.ebm4j.api.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.ebm4j.api.expr.Maths.dot;
import static org.ebm4j.api.expr.Maths.sq;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.expr.In;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.net.Mlp;
import org.ebm4j.api.space.Nothing;
import org.ebm4j.api.space.Space;
import org.ebm4j.api.weights.Tensor;
import org.ebm4j.api.weights.Weights;
import org.junit.jupiter.api.Test;

/// What an energy is worth, how energies combine, and what they refuse.
class EnergyTest {
  private static final Space<float[]> PLANE = Space.real(2);
  private static final Given<float[], Nothing> BOWL =
      exact(Energy.over(PLANE)).plus("bowl", y -> sq(y));
  private static final Given<float[], Nothing> SLOPE =
      exact(Energy.over(PLANE)).plus("slope", 2, y -> dot(y, Expr.vector(1, 3)));
  private static final float[] POINT = {.5f, -2};

  private static <Y, Z> Given<Y, Z> exact(Given<Y, Z> energy) {
    return energy.on(Engine.named("reference")).in(Precision.F64);
  }

  private static double at(Given<float[], Nothing> energy, float... y) {
    return exact(energy).at(y).energy();
  }

  // ---- values ----

  @Test
  void anEnergyIsTheSumOfItsTerms() {
    Evaluation value = BOWL.plus(SLOPE).at(POINT);
    assertThat(value.energy()).isEqualTo(4.25 - 11);
    assertThat(value.term("bowl")).isEqualTo(4.25);
    assertThat(value.term("slope")).isEqualTo(-11);
    assertThat(value.gradient().toArray()).containsExactly(1 + 2, -4 + 6);
    assertThatThrownBy(() -> value.term("fit"))
        .hasMessage("there is no term 'fit'; the energy's terms are bowl, slope");
  }

  @Test
  void algebra() {
    assertThat(at(BOWL.times(3), POINT)).isEqualTo(12.75);
    assertThat(at(BOWL.tempered(.5), POINT)).isEqualTo(2.125);
    assertThat(at(BOWL.negated(), POINT)).isEqualTo(-4.25);
    double mixture = -Math.log(Math.exp(-4.25) + Math.exp(11));
    Given<float[], Nothing> either = Energy.either("mix", BOWL, SLOPE);
    assertThat(at(either, POINT)).isCloseTo(mixture, within(1e-12));
    assertThat(either.terms()).hasSize(1);
    assertThat(at(Energy.either("far", BOWL.times(1e4), SLOPE.times(1e4)), 1, 1))
        .isCloseTo(2e4, within(1e-6));
  }

  @Test
  void throughAMap() {
    Given<float[], Nothing> line =
        exact(
            BOWL.through(
                Space.real(),
                (In<float[]> w) -> Expr.concat(0, w.reshape(1), w.times(2).reshape(1))));
    assertThat(line.at(new float[] {3}).energy()).isEqualTo(9 + 36);
    assertThatThrownBy(() -> BOWL.through(Space.real(3), w -> w))
        .hasMessage(
            "found [3] for y, which has 2 numbers: real [2]; join its components in that order with Expr.concat");
  }

  @Test
  void partOfTheAnswerCanBeObserved() {
    record Masked(float[] values, boolean[] known) {}
    Space<Masked> seen = Space.of(new Masked(new float[2], new boolean[2]));
    Energy<Masked, float[], Nothing> completion =
        BOWL.plus("pair", 10, y -> y.at(0).minus(y.at(1)).squared())
            .through(seen, PLANE, (x, w) -> x.get(Masked::known).choose(x.get(Masked::values), w));
    Masked half = new Masked(new float[] {1, 9}, new boolean[] {true, false});
    Answer<float[], Nothing> answer = exact(completion.given(half)).infer(new Descent(.02, 2000));
    assertThat(answer.y()[1]).isCloseTo(10 / 11f, within(1e-5f)); // argmin of y² + 10(1 − y)²
    assertThat(answer.term("bowl")).isCloseTo(1 + 100 / 121.0, within(1e-5));
  }

  @Test
  void observationsStayWithTheirEnergy() {
    Energy<float[], float[], Nothing> near =
        Energy.over(PLANE, PLANE).plus("near", (x, y) -> sq(x.minus(y)));
    Given<float[], Nothing> first = exact(near.given(new float[] {1, 0}));
    Given<float[], Nothing> both =
        first.plus(
            Energy.over(PLANE, PLANE)
                .plus("far", (x, y) -> sq(x.minus(y)).negated())
                .given(new float[] {0, 2}));
    assertThat(both.at(new float[] {0, 0}).energy()).isEqualTo(1 - 4);
    assertThat(both.at(new float[] {0, 0}).term("far")).isEqualTo(-4);
  }

  @Test
  void observingThroughAMap() {
    Energy<float[], float[], Nothing> near =
        Energy.over(PLANE, PLANE).plus("near", (x, y) -> sq(x.minus(y)));
    Given<float[], Nothing> mapped =
        exact(near.observing(Space.real(), v -> v.broadcast(Shape.of(2))).given(new float[] {3}));
    assertThat(mapped.at(new float[] {3, 1}).energy()).isEqualTo(4);
  }

  @Test
  void latentsAreFoundWithTheAnswerOrMinimisedAlone() {
    Given<float[], float[]> energy =
        exact(Energy.joint(PLANE, PLANE))
            .plus("tie", (_, y, z) -> sq(y.minus(z)))
            .plus("pull", (_, _, z) -> sq(z.minus(1)));
    Answer<float[], float[]> best = energy.minimised().infer(new Descent(.1, 500));
    assertThat(best.y()).containsExactly(new float[] {1, 1}, within(1e-5f));
    Answer<float[], float[]> fixed =
        energy.minimised().at(new float[] {3, 3}, new Descent(.1, 500));
    assertThat(fixed.z()).containsExactly(new float[] {2, 2}, within(1e-5f));
    assertThat(fixed.energy()).isCloseTo(4, within(1e-9));
    List<Answer<float[], float[]>> many =
        energy
            .minimised()
            .at(List.of(new float[] {3, 3}, new float[] {0, 5}), new Descent(.1, 500));
    assertThat(many).extracting(Answer::y).containsExactly(new float[] {3, 3}, new float[] {0, 5});
    assertThat(many.get(0).energy()).isCloseTo(4, within(1e-9));
    assertThat(many.get(1).z()).containsExactly(new float[] {.5f, 3}, within(1e-5f));
    assertThat(many.get(1).energy()).isCloseTo((1 + 16) / 2.0, within(1e-9));
    double slope =
        energy.at(fixed.y(), fixed.z()).gradient().get(0); // of min over z, at the z found
    double up = energy.minimised().at(new float[] {3.25f, 3}, new Descent(.1, 500)).energy();
    double down = energy.minimised().at(new float[] {2.75f, 3}, new Descent(.1, 500)).energy();
    assertThat(slope).isCloseTo((up - down) / .5, within(1e-5));
    assertThat(energy.at(new float[] {3, 3}, new float[] {2, 2}).energy()).isEqualTo(4);
    assertThat(energy.minimised().at(List.of(), new Descent(.1, 500))).isEmpty();
    assertThatThrownBy(BOWL::minimised)
        .hasMessage(
            "minimised: the energy has no latent to minimise over; declare one with a space of z, or ask the energy itself");
    assertThatThrownBy(() -> energy.at(new float[] {3, 3}))
        .hasMessage(
            "the energy has a latent real [2]; give its value too, at(y, z), or remove it by minimised() or freeEnergy(β)");
  }

  @Test
  void aFreeEnergyAsksAboutTheLatentAlone() {
    Given<float[], float[]> energy =
        exact(Energy.joint(PLANE, Space.real(3))).plus("t", (_, y, z) -> sq(z).plus(sq(y)));
    FreeEnergy value =
        energy
            .freeEnergy(2)
            .at(
                new float[] {1, 2},
                (problem, beta, seed) ->
                    new FreeEnergy(problem.at(0, 0, 1).energy() * beta, seed, problem.size()),
                7);
    assertThat(value).isEqualTo(new FreeEnergy(2 * (1 + 5), 7, 3));
    assertThatThrownBy(() -> BOWL.freeEnergy(1))
        .hasMessage(
            "freeEnergy: the energy has no latent to integrate over; declare one with a space of z");
    assertThatThrownBy(() -> energy.freeEnergy(0))
        .hasMessage(
            "freeEnergy: the inverse temperature should be positive and finite, found 0.0; minimised() is β → ∞");
  }

  @Test
  void anEnergyIsAnExpressionOfOthers() {
    Energy<float[], float[], Nothing> near =
        Energy.over(PLANE, PLANE).plus("near", 2, (x, y) -> sq(x.minus(y)));
    Given<float[], Nothing> gap =
        exact(Energy.over(PLANE))
            .plus(
                "gap",
                y -> near.value(y, Expr.vector(1, 1)).minus(near.value(y, Expr.vector(0, 3))));
    assertThat(gap.at(new float[] {1, 2}).energy()).isEqualTo(2 - 4);
    Expr known = near.given(new float[] {1, 1}).value(Expr.vector(3, 1));
    assertThat(at(Energy.over(PLANE).plus("known", y -> known.plus(y.sum())), 0, 0)).isEqualTo(8);
    assertThatThrownBy(() -> near.value(Expr.vector(1, 2)))
        .hasMessage(
            "found [0] for x, which has 2 numbers: real [2]; join its components in that order with Expr.concat");
  }

  @Test
  void aDeepEnergyIsDeclaredAndAskedWithoutRecursion() {
    int depth = 20_000;
    Given<float[], Nothing> deep =
        exact(Energy.over(PLANE))
            .plus(
                "deep",
                y -> {
                  Expr value = y.sum();
                  for (int i = 0; i < depth / 2; i++) {
                    value = value.times(.5).plus(y.at(0));
                  }
                  return value;
                });
    assertThat(deep.at(new float[] {1, 0}).energy()).isEqualTo(2);
  }

  // ---- parameters ----

  @Test
  void unboundParametersAreNamed() {
    Given<float[], Nothing> energy =
        exact(Energy.over(PLANE).plus("net", y -> Mlp.of("critic", 2, 1).of(y).sum()));
    assertThatThrownBy(energy::problem)
        .hasMessage(
            "the parameters critic/0/weight, critic/0/bias have no values; call energy.with(weights) for trained ones or"
                + " energy.initial(seed) for random ones");
    assertThat(energy.initial(1).at(POINT)).isEqualTo(energy.initial(1).at(POINT));
    Weights weights =
        Weights.of(
            Map.of(
                "critic/0/weight",
                Tensor.of(new float[] {1, 2}, 1, 2),
                "critic/0/bias",
                Tensor.of(new float[] {5}, 1)));
    assertThat(energy.with(weights).at(POINT).energy()).isEqualTo(.5 - 4 + 5);
    assertThatThrownBy(
            () -> energy.with(Weights.of(Map.of("critic/0/weight", Tensor.of(new float[2], 2)))))
        .hasMessage(
            "parameter 'critic/0/weight' has shape [1, 2], but the weights' tensor has [2]; these weights belong to"
                + " another network");
  }

  @Test
  void joinedEnergiesShareWeightsThatAgree() {
    Mlp critic = Mlp.of("critic", 2, 1);
    Given<float[], Nothing> first =
        Energy.over(PLANE).plus("a", y -> critic.of(y).sum()).initial(1);
    Given<float[], Nothing> second = Energy.over(PLANE).plus("b", y -> critic.of(y).sum());
    assertThat(at(first.plus(second), POINT)).isCloseTo(2 * at(first, POINT), within(1e-12));
    assertThatThrownBy(() -> first.plus(second.initial(2)))
        .hasMessageStartingWith("both energies bind the parameter 'critic/0/")
        .hasMessageEndingWith("to different numbers; give the networks different names");
  }

  // ---- what is refused ----

  @Test
  void aTermIsOneNumberOfOnePoint() {
    Given<float[], Nothing> empty = Energy.over(PLANE);
    assertThatThrownBy(() -> empty.plus("fit", y -> y.times(2)))
        .hasMessage(
            "fit: a term is one number, found an array of shape [2]; reduce it, for example with sq(…) or .sum()");
    assertThatThrownBy(() -> empty.plus("fit", y -> sq(y.minus(y.batchMean()))))
        .hasMessage(
            "fit: a term may not reduce over the batch, since the energy of a point may not depend on who else is in it;"
                + " put batch statistics into the training objective");
    Expr noise = Expr.of(Node.leaf(new Op.Noise(Op.Noise.Law.NORMAL, 1, 0), Shape.of(2)));
    assertThatThrownBy(() -> empty.plus("fit", y -> sq(y.minus(noise))))
        .hasMessage(
            "fit: a term may not draw noise, since an energy has one value at a point; make the noise a latent z");
    assertThatThrownBy(() -> BOWL.plus("bowl", y -> sq(y)))
        .hasMessage("the energy already has a term 'bowl'; give each term a name of its own");
    assertThatThrownBy(() -> empty.plus(" ", y -> sq(y)))
        .hasMessageStartingWith("a term needs a name");
    assertThatThrownBy(() -> empty.plus("fit", Double.NaN, y -> sq(y)))
        .hasMessage("fit: the coefficient should be finite, found NaN");
  }

  @Test
  void anotherEnergysArgumentIsRefused() {
    List<Expr> kept = new ArrayList<>();
    Energy.over(PLANE)
        .plus(
            "t",
            y -> {
              kept.add(y);
              return sq(y);
            });
    assertThatThrownBy(() -> Energy.over(PLANE).plus("fit", y -> sq(y.minus(kept.getFirst()))))
        .hasMessage(
            "fit: the input 'y' belongs to another energy; use the arguments of this term only");
  }

  @Test
  void questionsWithoutAnAnswerAreRefused() {
    assertThatThrownBy(() -> Energy.over(PLANE).problem())
        .hasMessage("the energy has no term yet; add one with plus(name, term)");
    assertThatThrownBy(() -> exact(Energy.over(PLANE)).plus("t", y -> Expr.of(3)).problem())
        .hasMessage(
            "no term depends on what is asked for, so every point is as good as another; add a term of y");
    assertThatThrownBy(() -> BOWL.tempered(0))
        .hasMessage("tempered: the inverse temperature should be positive, found 0.0");
    assertThatThrownBy(() -> BOWL.times(Double.POSITIVE_INFINITY))
        .hasMessageContaining("a factor is finite");
    assertThatThrownBy(() -> Energy.over(Space.nothing()))
        .hasMessageContaining("the space of y is empty");
  }

  @Test
  void otherSpacesAreRefused() {
    Energy<Nothing, float[], Nothing> other = Energy.over(Space.real(3)).plus("t", y -> sq(y));
    assertThatThrownBy(() -> BOWL.plus(other))
        .hasMessage(
            "cannot join energies over different spaces of y: real [2] and real [3]; bring one through a map to the"
                + " other's space");
  }

  @Test
  void printsAsTheSumItIsAndATableOfTerms() {
    record Motion(float dx, float dy) {}
    Mlp critic = Mlp.of("critic", 4, 1);
    Energy<float[], Motion, Nothing> energy =
        Energy.over(PLANE, Space.of(new Motion(0, 0)))
            .plus("fit", (x, y) -> critic.of(x, y).sum())
            .plus("slow", .1, y -> sq(y))
            .plus("far", -2, y -> y.get(Motion::dx).abs());
    assertThat(energy)
        .hasToString(
            """
            E(x, y) = fit + 0.1·slow − 2·far
              fit = Σ(critic/0/weight·concat(x, y) + critic/0/bias)
              slow = ‖y‖²
              far = |y.dx|
              x  real [2]
              y  Motion(dx [], dy [])
            term  coefficient  arguments     parameters
            fit   1            x [2], y [2]           5
            slow  0.1          y [2]                  0
            far   -2           y [2]                  0
            critic/0/weight  [1, 4]                  4
            critic/0/bias    [1]                     1
            total                                    5
            """);
    assertThat(Energy.over(PLANE))
        .hasToString("E(y) = 0\n  y  real [2]\nterm  coefficient  arguments  parameters\n");
  }
}
