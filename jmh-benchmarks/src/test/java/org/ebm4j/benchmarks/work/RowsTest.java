package org.ebm4j.benchmarks.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Program;
import org.ebm4j.benchmarks.row.Job;
import org.ebm4j.benchmarks.row.Setup;
import org.ebm4j.benchmarks.row.WrongAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rows refuse what is almost right.
class RowsTest {
  /// An engine that computes something else than it was asked for.
  private record Forgetful(Engine right, Computation instead) implements Engine {
    @Override
    public String name() {
      return "forgetful";
    }

    @Override
    public int rank() {
      return 0;
    }

    @Override
    public Optional<String> unavailable() {
      return Optional.empty();
    }

    @Override
    public Program compile(Computation computation, Precision precision) {
      return right.compile(instead, precision);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mlp-one", "train-vicreg"})
  void rowsPrepareOnAnEngineThatIsRightAndRefuseOneThatIsNot(String name) {
    Engine best = Engine.best();
    try (Job job = Rows.named(name).prepare(new Setup(best, 1))) {
      assertThat(job.checked().error()).isLessThan(job.checked().tolerance());
    }
    Computation wrong =
        name.equals("mlp-one")
            ? Twins.halfStep(MlpRow.walk(128, 1e-3))
            : Twins.slowAdam(VicregStep.of(256, 512));
    assertThatThrownBy(() -> Rows.named(name).prepare(new Setup(new Forgetful(best, wrong), 1)))
        .isInstanceOf(WrongAnswer.class);
  }

  @Test
  void spinsThatAreALittleTooColdAreAWrongAnswer() {
    Setup setup = new Setup(Engine.best(), 1);
    try (Job job = Rows.named("ising-64").prepare(setup)) {
      assertThat(job.checked().error()).isLessThan(job.checked().tolerance());
      job.run(2);
      job.baseline().orElseThrow().run();
      assertThat(job.measure().of(65.536)).isEqualTo(1); // 16·64² flips in as many nanoseconds
    }
    assertThatThrownBy(() -> new IsingRow(.405).prepare(setup))
        .isInstanceOf(WrongAnswer.class)
        .hasMessageContaining("held against Kaufman's exact energy");
  }
}
