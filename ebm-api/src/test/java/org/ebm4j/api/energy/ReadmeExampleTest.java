package org.ebm4j.api.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.ebm4j.api.expr.Maths.sq;

import java.util.List;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.space.Space;
import org.junit.jupiter.api.Test;

/// The example a person meets first, from declaration to answer.
class ReadmeExampleTest {
  record Frame(float[] pixels) {}

  record Motion(float dx, float dy) {}

  record Slack(float[] v) {}

  /// Four pixels that are mixtures of the two motions, with a slack each.
  private static final Energy<Frame, Motion, Slack> ENERGY =
      Energy.over(
              Space.of(new Frame(new float[4])),
              Space.of(new Motion(0, 0)),
              Space.of(new Slack(new float[4])))
          .plus(
              "fit",
              (x, y, z) -> {
                Expr moved =
                    Expr.vector(1, 0, 1, 2)
                        .times(y.get(Motion::dx))
                        .plus(Expr.vector(0, 1, 1, -1).times(y.get(Motion::dy)));
                return sq(x.get(Frame::pixels).minus(moved).minus(z.get(Slack::v)));
              })
          .plus("slack", 10, (x, y, z) -> sq(z))
          .plus("prior", 1e-3, y -> sq(y));

  @Test
  void infersTheMotionThatMadeTheFrame() {
    Frame frame = new Frame(new float[] {.5f, -.25f, .25f, 1.25f}); // dx = .5, dy = -.25, exactly
    Answer<Motion, Slack> best =
        ENERGY
            .given(frame)
            .on(Engine.named("reference"))
            .in(Precision.F64)
            .infer(new Descent(.03, 3000));
    assertThat(best.y().dx()).isCloseTo(.5f, within(1e-3f));
    assertThat(best.y().dy()).isCloseTo(-.25f, within(1e-3f));
    assertThat(best.z().v()).hasSize(4);
    assertThat(best.energy())
        .isCloseTo(best.term("fit") + best.term("slack") + best.term("prior"), within(1e-12));
    assertThat(best.toString())
        .matches(
            "E = [^:]*: fit [^,]*, slack [^,]*, prior [^;]*; .∇E. = [^ ]*\nstopped after 3000 steps: all 3000 steps were used");
    assertThat(best.term("prior")).isCloseTo(1e-3 * (.25 + .0625), within(1e-6));
  }

  @Test
  void answersManyFramesAtOnceAsItAnswersEach() {
    List<Frame> frames =
        List.of(
            new Frame(new float[] {1, 0, 1, 2}),
            new Frame(new float[] {0, 1, 1, -1}),
            new Frame(new float[4]));
    Descent method = new Descent(.03, 500);
    List<Answer<Motion, Slack>> together =
        ENERGY.givenEach(frames).on(Engine.named("reference")).infer(method);
    for (int i = 0; i < frames.size(); i++) {
      Answer<Motion, Slack> alone =
          ENERGY.given(frames.get(i)).on(Engine.named("reference")).infer(method);
      assertThat(together.get(i).y()).isEqualTo(alone.y());
    }
  }
}
