package org.ebm4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ebm4j.api.energy.Given;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.space.Nothing;
import org.ebm4j.api.weights.Safetensors;
import org.ebm4j.training.optimizer.AdamW;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A fit that was interrupted and resumed gives the bits of one that was not.
final class CheckpointTest {
  private static final int STEPS = 60;
  @TempDir private Path folder;

  private static Trained<Given<float[], Nothing>> whole(Precision precision) {
    return Moons.fit(STEPS, precision).run(7);
  }

  private static Checkpoint at(long step, Precision precision) {
    List<Checkpoint> kept = new ArrayList<>();
    Moons.fit(STEPS, precision).checkpoints(step, kept::add).run(7);
    return kept.getFirst();
  }

  private static void assertSame(Trained<?> resumed, Trained<?> whole) {
    assertThat(resumed.checkpoint().state()).isEqualTo(whole.checkpoint().state());
    assertThat(resumed.weights()).isEqualTo(whole.weights());
    int before = whole.history().size() - resumed.history().size();
    assertThat(resumed.history())
        .isNotEmpty()
        .isEqualTo(whole.history().subList(before, whole.history().size()));
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void resumesToTheBit(Precision precision) throws IOException {
    Path file = folder.resolve("fit.safetensors");
    at(30, precision).save(file);
    Checkpoint loaded = Checkpoint.load(file);
    assertThat(loaded.step()).isEqualTo(30);
    assertSame(Moons.fit(STEPS, precision).resume(loaded).run(7), whole(precision));
  }

  @Test
  void aFitThatWasStoppedResumesToTheBit() {
    long[] done = {0};
    Trained<?> stopped =
        Moons.fit(STEPS, Precision.F32)
            .progress((d, _) -> done[0] = d)
            .stopWhen(() -> done[0] == 17)
            .run(7);
    assertThat(stopped.outcome()).isEqualTo(new FitOutcome.StoppedEarly(17, STEPS));
    assertSame(
        Moons.fit(STEPS, Precision.F32).resume(stopped.checkpoint()).run(7), whole(Precision.F32));
  }

  @Test
  void everyPartOfTheStateMatters() {
    Checkpoint saved = at(30, Precision.F32);
    Trained<?> whole = whole(Precision.F32);
    for (String name : saved.state().names()) {
      if (name.equals("metrics/sums")) {
        continue; // changes records only
      }
      var tensor = saved.state().get(name);
      float[] numbers = tensor.floats();
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] += .25f;
      }
      var changed =
          saved.state().with(name, org.ebm4j.api.weights.Tensor.of(numbers, tensor.shape()));
      Trained<?> resumed =
          Moons.fit(STEPS, Precision.F32)
              .resume(new Checkpoint(30, saved.settings(), changed))
              .run(7);
      assertThat(resumed.checkpoint().state()).as(name).isNotEqualTo(whole.checkpoint().state());
    }
  }

  @Test
  void theSeedDecides() {
    Trained<?> one = Moons.fit(10, Precision.F32).run(1);
    assertThat(Moons.fit(10, Precision.F32).run(1).weights()).isEqualTo(one.weights());
    assertThat(Moons.fit(10, Precision.F32).run(2).weights()).isNotEqualTo(one.weights());
  }

  @Test
  void anotherFitsCheckpointIsRefused() {
    Checkpoint saved = at(30, Precision.F32);
    assertThatThrownBy(() -> Moons.fit(STEPS, Precision.F32).resume(saved).run(8))
        .hasMessage(
            "this checkpoint belongs to another fit: it was made with seed 7, asked for is seed 8;"
                + " resume with the same settings, or start a new fit from its weights");
    assertThatThrownBy(
            () -> Moons.fit(STEPS, Precision.F32).optimizer(AdamW.of(1)).resume(saved).run(7))
        .hasMessageContaining("asked for is optimizer AdamW[schedule=Constant[rate=1.0]");
  }

  @Test
  void weightsAreNoCheckpoint() throws IOException {
    Path file = folder.resolve("weights.safetensors");
    Safetensors.write(Moons.fit(1, Precision.F32).run(1).weights(), file);
    assertThatThrownBy(() -> Checkpoint.load(file))
        .isInstanceOf(IOException.class)
        .hasMessage(
            file
                + ": this is no checkpoint of a fit (its format is 'none', not 'ebm4j checkpoint"
                + " 1'); give a file that a fit saved, or start anew from these weights");
  }

  /// Trains without end and saves at every step, until it is killed.
  static final class Child {
    private Child() {}

    public static void main(String[] args) {
      Path file = Path.of(args[0]);
      Moons.fit(STEPS, Precision.F32)
          .checkpoints(
              1,
              checkpoint -> {
                save(checkpoint, file);
                System.out.println(checkpoint.step());
              })
          .run(7);
      throw new IllegalStateException("nobody killed it");
    }

    private static void save(Checkpoint checkpoint, Path file) {
      try {
        checkpoint.save(file);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  @Test
  @Tag("slow")
  void resumesToTheBitAfterTheProcessWasKilled() throws Exception {
    Path file = folder.resolve("killed.safetensors");
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader steps = child.inputReader()) {
      String line = steps.readLine();
      while (line != null && Integer.parseInt(line) < 20) {
        line = steps.readLine();
      }
    } finally {
      child.destroyForcibly().waitFor(); // SIGKILL, while it goes on training and saving
    }
    Checkpoint left = Checkpoint.load(file);
    assertThat(left.step()).isBetween(20L, (long) STEPS);
    assertSame(Moons.fit(STEPS, Precision.F32).resume(left).run(7), whole(Precision.F32));
  }
}
