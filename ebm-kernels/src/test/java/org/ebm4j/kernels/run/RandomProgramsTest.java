package org.ebm4j.kernels.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.memory.OffHeap;
import org.ebm4j.kernels.plain.PlainExecutor;
import org.ebm4j.kernels.trial.Trial;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The laws of all engines over random programs, with canaries round every block.
///
/// Program i of a run is that of seed i, in f32 where i is even. A failure prints the seed and the
/// smallest part that fails.
@Tag("once") // machine code and plain are both run
class RandomProgramsTest {
  private static final long PROGRAMS = 2500;
  private static final long MANY = 100_000;

  private final Evidence evidence = new Evidence();

  @BeforeEach
  void watchMemory() {
    System.setProperty(OffHeap.CANARIES, "true");
  }

  @AfterEach
  void watchNoMore() {
    System.clearProperty(OffHeap.CANARIES);
  }

  @Test
  void enginesAgreeAndStayWithinTheirBounds() {
    LongStream.range(0, PROGRAMS).forEach(evidence::take);
    assertThat(evidence.failures()).isEmpty();
    assertThat(evidence.shareKnown()).isGreaterThan(.9); // or the bounds would say nothing
    assertThat(evidence.shareSharp()).isGreaterThan(.9);
  }

  @Tag("long")
  @Test
  void aHundredThousandPrograms() {
    LongStream.range(PROGRAMS, PROGRAMS + MANY).forEach(evidence::take);
    System.out.println(evidence.card());
    assertThat(evidence.failures()).isEmpty();
  }

  /// Every mistake is seen in the bits of some program, and in its distance from the graph.
  @Test
  void everyMistakeIsFound() {
    Set<Mutant> inBits = EnumSet.allOf(Mutant.class);
    Set<Mutant> inDistance = EnumSet.allOf(Mutant.class);
    for (long seed = 0; seed < 1000 && !(inBits.isEmpty() && inDistance.isEmpty()); seed++) {
      Check check = new Check(Trial.of(seed), Check.precision(seed));
      for (Mutant mutant : EnumSet.copyOf(inDistance)) {
        LoopProgram wrong = mutant.of(check.program());
        if (!wrong.equals(check.program())) {
          Map<String, double[]> found = check.results(new PlainExecutor(wrong));
          check.bits(found).ifPresent(_ -> inBits.remove(mutant));
          check.bound(found).ifPresent(_ -> inDistance.remove(mutant));
        }
      }
    }
    assertThat(inBits).isEmpty();
    assertThat(inDistance).isEmpty();
  }

  /// An engine that does only half of a large range is found when tasks are small.
  @Test
  void aLostTaskIsFound() {
    Optional<String> found =
        LongStream.range(0, 100)
            .mapToObj(Trial::of)
            .filter(trial -> trial.chains() > 32)
            .map(trial -> new Check(trial, Precision.F32))
            .map(check -> check.groupings(new Forgetful(new PlainExecutor(check.program()))))
            .flatMap(Optional::stream)
            .findFirst();
    assertThat(found).isPresent();
  }

  private static final class Forgetful extends Forwarding {
    Forgetful(Executor executor) {
      super(executor);
    }

    @Override
    public void run(int phase, Call call) {
      call.count = Math.max(1, call.count / 2);
      super.run(phase, call);
    }
  }

  @Test
  void aFailureShowsTheSmallestPart() {
    Trial trial =
        LongStream.range(0, 100)
            .mapToObj(Trial::of)
            .filter(RandomProgramsTest::dividesWrongly)
            .findFirst()
            .orElseThrow();
    Trial least = trial.shrunk(RandomProgramsTest::dividesWrongly);
    assertThat(least.computation().outputs()).hasSize(1);
    assertThat(least.computation().carries()).isEmpty();
    assertThat(least.chains()).isEqualTo(1);
    assertThat(least.toString()).startsWith("seed " + trial.seed() + ", 1 chains, 1 steps");
  }

  private static boolean dividesWrongly(Trial trial) {
    Check check = new Check(trial, Precision.F32);
    LoopProgram wrong = Mutant.DIV_IS_MUL.of(check.program());
    return check.bits(check.results(new PlainExecutor(wrong))).isPresent();
  }
}
