package org.ebm4j.training.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.ebm4j.training.Metrics;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
final class SideBySideTest {
  /// Writes down what it hears and asks for an end after so many steps.
  private static final class Scribe implements Audience {
    private final List<String> heard = new ArrayList<>();
    private final List<Long> steps = new ArrayList<>();
    private final long patience;

    Scribe(long patience) {
      this.patience = patience;
    }

    @Override
    public void progress(String part, long done, long total) {
      assertThat(part).isEqualTo("all");
      assertThat(total).isEqualTo(6);
      steps.add(done);
    }

    @Override
    public void metrics(String run, Metrics metrics) {
      heard.add(run + metrics.step());
    }

    @Override
    public boolean stop() {
      return steps.size() >= patience;
    }
  }

  private static int count(String name, Audience audience) {
    int done = 0;
    while (done < 2 && !audience.stop()) {
      audience.metrics(name, new Metrics(done, Map.of()));
      audience.progress(name, ++done, 2);
    }
    return done;
  }

  @Test
  void resultsAndMeasurementsComeInTheOrderOfTheTasksWhicheverEndsFirst() {
    CountDownLatch lastEnded = new CountDownLatch(1);
    List<Function<Audience, String>> tasks =
        List.of(
            audience -> {
              await(lastEnded);
              return "a" + count("a", audience);
            },
            audience -> "b" + count("b", audience),
            audience -> {
              String result = "c" + count("c", audience);
              lastEnded.countDown();
              return result;
            });
    Scribe scribe = new Scribe(Long.MAX_VALUE);
    assertThat(new SideBySide<String>("all", 6, scribe).run(3, tasks))
        .containsExactly("a2", "b2", "c2");
    assertThat(scribe.heard).containsExactly("a0", "a1", "b0", "b1", "c0", "c1");
    assertThat(scribe.steps).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anEndAskedForReachesTheTasksStillToCome() {
    List<Function<Audience, Integer>> tasks =
        List.of(a -> count("a", a), a -> count("b", a), a -> count("c", a));
    assertThat(new SideBySide<Integer>("all", 6, new Scribe(3)).run(1, tasks))
        .containsExactly(2, 1, 0);
  }

  @Test
  void anInterruptStopsTheTasksAndIsKept() {
    Thread.currentThread().interrupt();
    List<Integer> results =
        new SideBySide<Integer>("all", 6, new Scribe(Long.MAX_VALUE))
            .run(1, List.of(SideBySideTest::untilStopped));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(results).containsExactly(7);
  }

  private static int untilStopped(Audience audience) {
    while (!audience.stop()) {
      Thread.onSpinWait();
    }
    return 7;
  }

  @Test
  void theFirstFailureEndsTheOthersAndIsThrownAsItWas() {
    List<Function<Audience, Integer>> tasks =
        List.of(
            SideBySideTest::untilStopped,
            _ -> {
              throw new IllegalStateException("no");
            });
    assertThatThrownBy(
            () -> new SideBySide<Integer>("all", 6, new Scribe(Long.MAX_VALUE)).run(2, tasks))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no");
  }
}
