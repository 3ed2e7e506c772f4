package org.ebm4j.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.ebm4j.api.expr.Maths.sq;

import java.util.List;
import org.ebm4j.api.energy.Answer;
import org.ebm4j.api.energy.Chains;
import org.ebm4j.api.energy.Draws;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.space.Nothing;
import org.ebm4j.api.space.Space;
import org.ebm4j.inference.diagnose.Diagnostics;
import org.ebm4j.inference.minima.MultiStart;
import org.ebm4j.inference.minimise.Adam;
import org.ebm4j.inference.minimise.Lbfgs;
import org.ebm4j.inference.minimise.Stop;
import org.ebm4j.inference.sample.Mala;
import org.junit.jupiter.api.Test;

/// What a person writes.
class ExampleTest {
  record Target(float x, float y) {}

  record Joints(float shoulder, float elbow) {}

  /// Two links of length 1: which angles of the joints bring the hand to a target? The hand's place
  /// is a parabola here instead of sines.
  private static final Energy<Target, Joints, Nothing> ARM =
      Energy.over(Space.of(new Target(0, 0)), Space.of(new Joints(.1f, .1f)).box(-2, 2))
          .plus(
              "reach",
              20,
              (x, y) -> {
                var s = y.get(Joints::shoulder);
                var e = y.get(Joints::elbow);
                var handX = s.times(e).plus(s);
                var handY = e.squared().minus(s);
                return sq(handX.minus(x.get(Target::x))).plus(sq(handY.minus(x.get(Target::y))));
              })
          .plus("comfort", .01, y -> sq(y));

  private static final Target TARGET = new Target(.5f, .75f);

  @Test
  void infer() {
    Answer<Joints, Nothing> best = ARM.given(TARGET).infer(Lbfgs.standard());
    assertThat(best.converged()).isTrue();
    assertThat(best.term("reach")).isLessThan(1e-4);
    Answer<Joints, Nothing> slow =
        ARM.given(TARGET).infer(Adam.of(.01).until(Stop.standard().steps(3000).gradient(1e-4)));
    assertThat(slow.energy()).isGreaterThanOrEqualTo(best.energy() - 1e-6);
  }

  @Test
  void minima() {
    List<Answer<Joints, Nothing>> all = ARM.given(TARGET).minima(MultiStart.of(64, 1));
    assertThat(all).hasSizeGreaterThanOrEqualTo(2);
    assertThat(all).extracting(Answer::energy).isSorted();
    Answer<Joints, Nothing> best = all.getFirst();
    assertThat(best.energy()).isCloseTo(best.term("reach") + best.term("comfort"), within(1e-12));
  }

  @Test
  void sample() {
    Draws<Joints> draws =
        ARM.given(TARGET).sample(Mala.tuned(.01), Chains.of(4).warmUp(500).draws(500).thin(4), 7);
    assertThat(draws.all()).hasSize(2000);
    assertThat(draws.all()).allMatch(j -> Math.abs(j.shoulder()) < 2 && Math.abs(j.elbow()) < 2);
    assertThat(Diagnostics.of(draws.samples()).acceptance()).isBetween(.35, .8);
  }

  @Test
  void manyAtOnce() {
    List<Target> targets = List.of(TARGET, new Target(0, 1), new Target(1, 0));
    List<Answer<Joints, Nothing>> answers = ARM.givenEach(targets).infer(Lbfgs.standard());
    assertThat(answers).hasSize(3).allMatch(Answer::converged);
    for (int i = 0; i < 3; i++) {
      Answer<Joints, Nothing> alone = ARM.given(targets.get(i)).infer(Lbfgs.standard());
      assertThat(answers.get(i).energy()).isCloseTo(alone.energy(), within(1e-5));
    }
  }
}
