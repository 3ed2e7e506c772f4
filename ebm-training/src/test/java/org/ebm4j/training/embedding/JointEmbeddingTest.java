package org.ebm4j.training.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.graph.Gradient;
import org.ebm4j.api.interpret.ReferenceEngine;
import org.ebm4j.api.net.Linear;
import org.ebm4j.api.net.Mlp;
import org.ebm4j.api.net.Network;
import org.ebm4j.api.net.Parameters;
import org.ebm4j.training.data.Augmentation;
import org.ebm4j.training.objective.Loss;
import org.junit.jupiter.api.Test;

final class JointEmbeddingTest {
  private static final Network SLOPE = Linear.of("f", 1, 1);

  private static JointEmbedding plain() {
    return JointEmbedding.of(
        Augmentation.none(), new NoRegulariser(new Vicreg(1, 0, 0, Vicreg.Convention.PAPER)));
  }

  /// ∂L/∂w of f(x) = wx at w = 2 for the one pair x = 3, x′ = 5, where L = (3w − 5w′)².
  private static double slope(Target target) {
    Encoder encoder = Encoder.untrained(SLOPE, 1);
    Loss loss = plain().target(target).loss(encoder);
    var weight = Parameters.of(List.of(loss.value().node())).leaves().getFirst();
    var gradient = Gradient.of(loss.value().node(), List.of(weight)).getFirst();
    var computation =
        new Computation("slope", List.of(), List.of(new Computation.Output("slope", gradient)));
    try (Run run = new ReferenceEngine().compile(computation, Precision.F64).start(1, 0)) {
      run.block("f/weight").fill(2);
      loss.followers().stream()
          .filter(f -> f.setting().name().endsWith("weight"))
          .forEach(f -> run.block(f.setting().name()).fill(2));
      run.block(JointEmbedding.FIRST).fill(3);
      run.block(JointEmbedding.SECOND).fill(5);
      run.step(1);
      return run.block("slope").toArray()[0];
    }
  }

  @Test
  void noDerivativePassesThroughAStoppedTarget() {
    double error = 2 * 3 - 2 * 5;
    double through = 2 * error * (3 - 5);
    double stopped = 2 * error * 3;
    assertThat(slope(Target.shared())).isCloseTo(through, within(1e-9));
    assertThat(slope(Target.stopGradient())).isCloseTo(stopped, within(1e-9));
    assertThat(slope(Target.average(.9))).isCloseTo(stopped, within(1e-9));
    // a dropped stop-gradient is the shared target, and is told from it even in its sign
    assertThat(slope(Target.shared()) * slope(Target.stopGradient())).isNegative();
  }

  @Test
  void predictorAndExpanderAreTrainedToo() {
    JointEmbedding objective =
        JointEmbedding.of(Augmentation.none(), Vicreg.official())
            .predictor(Mlp.of("p", 4, 4))
            .expander(Mlp.of("e", 4, 8));
    Loss loss = objective.loss(Encoder.untrained(Mlp.of("f", 6, 5, 4), 1));
    assertThat(Parameters.of(List.of(loss.value().node())).names())
        .containsExactlyInAnyOrder(
            "f/0/weight",
            "f/0/bias",
            "f/1/weight",
            "f/1/bias",
            "p/0/weight",
            "p/0/bias",
            "e/0/weight",
            "e/0/bias");
    assertThat(loss.parts()).containsOnlyKeys("invariance", "variance", "covariance");
  }

  @Test
  void anAveragedTargetFollowsEveryParameterOfItsBranch() {
    Loss loss =
        plain()
            .expander(Mlp.of("e", 4, 8))
            .target(Target.average(.99))
            .loss(Encoder.untrained(Mlp.of("f", 6, 4), 1));
    assertThat(loss.followers().stream().map(f -> f.setting().name()))
        .containsExactlyInAnyOrder(
            "target/f/0/weight", "target/f/0/bias", "target/e/0/weight", "target/e/0/bias");
    assertThat(loss.followers()).allSatisfy(f -> assertThat(f.decay()).isEqualTo(.99));
  }
}
