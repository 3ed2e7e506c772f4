package org.ebm4j.benchmarks.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Program;
import org.ebm4j.benchmarks.row.Job;
import org.ebm4j.benchmarks.row.Row;
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
  @ValueSource(strings = {"mlp-one", "train-vicreg", "train-digits", "rollout-20"})
  void rowsPrepareOnAnEngineThatIsRightAndRefuseOneThatIsNot(String name) {
    Engine best = Engine.best();
    try (Job job = Rows.named(name).prepare(new Setup(best, 1))) {
      assertThat(job.checked().error()).isLessThan(job.checked().tolerance());
    }
    Computation wrong =
        switch (name) {
          case "mlp-one" -> Twins.halfStep(MlpRow.walk(128, 1e-3));
          case "rollout-20" -> Twins.halfStep(RolloutRow.walk(20));
          case "train-digits" -> Twins.slowAdam(DigitsRow.fit().step());
          default -> Twins.slowAdam(VicregStep.of(256, 512));
        };
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

  @Test
  void categoriesThatAreALittleTooColdAreAWrongAnswer() {
    Setup setup = new Setup(Engine.best(), 1);
    try (Job job = Rows.named("potts-64").prepare(setup)) {
      assertThat(job.checked().error()).isLessThan(job.checked().tolerance());
      job.run(2);
      job.baseline().orElseThrow().run();
      assertThat(job.measure().of(65.536)).isEqualTo(1); // 16·64² flips in as many nanoseconds
    }
    assertThatThrownBy(() -> new PottsRow(.52).prepare(setup))
        .isInstanceOf(WrongAnswer.class)
        .hasMessageContaining("held against the transfer matrix's energy");
  }

  @Test
  void bitsThatAreALittleTooColdAreAWrongAnswer() {
    Setup setup = new Setup(Engine.best(), 1);
    try (Job job = Rows.named("rbm-64").prepare(setup)) {
      assertThat(job.checked().error()).isLessThan(job.checked().tolerance());
      job.run(2);
      job.baseline().orElseThrow().run();
      assertThat(job.measure().of(524.288)).isEqualTo(1); // 4096·128 flips in as many nanoseconds
    }
    assertThatThrownBy(() -> new RbmRow(1.02).prepare(setup))
        .isInstanceOf(WrongAnswer.class)
        .hasMessageContaining("held against the sum over all states");
  }

  @Test
  void rowsThatScriptsRelyOnAreThere() {
    assertThat(Rows.all())
        .extracting(Row::name)
        .contains("gemm-64", "gemm-256", "gemm-1024", "mlp-chain", "mlp-one", "quad-2")
        .contains(
            "quad-16", "quad-100", "train-vicreg", "rollout-20", "rosenbrock-batch", "cold-start")
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gemm-33", "quad-7", "chains-33", "width-33", "depth-5"})
  void rowsGrowToAnySize(String name) {
    try (Job job = Rows.named(name).prepare(new Setup(Engine.best(), 1))) {
      assertThat(job.checked().error()).isLessThan(job.checked().tolerance());
      assertThat(job.flops()).isPresent();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"chains-0", "chains", "depth-5-", "gemm-123456", "chains-12345678"})
  void whatIsNoSizeIsNoRow(String name) {
    assertThatThrownBy(() -> Rows.named(name))
        .hasMessageStartingWith("there is no row '" + name + "'; there are gemm-64, ")
        .hasMessageEndingWith("and gemm-N, quad-N, chains-N, width-N, depth-N of any size");
  }
}
