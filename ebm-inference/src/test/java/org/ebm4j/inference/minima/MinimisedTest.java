package org.ebm4j.inference.minima;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.ebm4j.api.expr.Maths.sq;

import java.util.List;
import org.ebm4j.api.energy.Answer;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.energy.Given;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.space.Space;
import org.junit.jupiter.api.Test;

/// The latent is solved anew wherever its minimum is asked for.
class MinimisedTest {
  private static final MultiStart STARTS = MultiStart.of(32, 1);

  /// (z² − 1)² + ½z + c(y − z)²: the valley at z = 1 is the higher one.
  private static Given<float[], float[]> tied(double c) {
    return Energy.joint(Space.real(1), Space.real(1))
        .plus("wells", (_, _, z) -> sq(z.squared().minus(1)))
        .plus("tilt", .5, (_, _, z) -> z.sum())
        .plus("tie", c, (_, y, z) -> sq(y.minus(z)))
        .in(Precision.F64);
  }

  @Test
  void aMinimumOverBothIsOneOverYOnlyIfNoOtherZIsBetterThere() {
    assertThat(tied(.05).minima(STARTS)).hasSize(2);
    List<Answer<float[], float[]>> loose = tied(.05).minimised().minima(STARTS);
    assertThat(loose).hasSize(1);
    assertThat(loose.getFirst().y()[0]).isCloseTo(-1.06f, within(.01f));
    List<Answer<float[], float[]>> tight = tied(2).minimised().minima(STARTS);
    assertThat(tight).hasSize(2).extracting(Answer::energy).isSorted();
    assertThat(tight.get(1).y()[0]).isCloseTo(.93f, within(.01f));
  }

  @Test
  void everyYStandsOnceWithTheBestOfItsLatents() {
    Given<float[], float[]> twins =
        Energy.joint(Space.real(1), Space.real(1))
            .plus("wells", (_, _, z) -> sq(z.squared().minus(1)))
            .plus("bowl", (_, y, _) -> sq(y.minus(.5)));
    assertThat(twins.minima(STARTS)).hasSize(2);
    List<Answer<float[], float[]>> once = twins.minimised().minima(STARTS);
    assertThat(once).hasSize(1);
    assertThat(once.getFirst().y()[0]).isCloseTo(.5f, within(1e-6f));
  }

  @Test
  void manyStartsFindTheBestLatentOfAnAnswer() {
    Answer<float[], float[]> best = tied(.05).minimised().at(new float[] {1}, STARTS);
    assertThat(best.z()[0]).isCloseTo(-1.04f, within(.02f));
    assertThat(best.y()).containsExactly(1);
    assertThat(best.energy()).isLessThan(tied(.05).at(best.y(), new float[] {1}).energy());
    assertThatThrownBy(() ->
            Energy.joint(Space.real(1), Space.real(1))
                .plus("slope", (_, y, z) -> sq(y).plus(z.sum()))
                .minimised()
                .at(new float[] {1}, STARTS))
        .hasMessage(
            "minimised: no minimum over z was found at this y; search from more starts, or see that a term bounds z");
  }
}
