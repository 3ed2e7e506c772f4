package org.ebm4j.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ebm4j.api.energy.Answer;
import org.ebm4j.api.energy.Chains;
import org.ebm4j.api.energy.Draws;
import org.ebm4j.api.energy.Given;
import org.ebm4j.api.energy.Outcome;
import org.ebm4j.api.energy.Outcome.StoppedEarly.Limit;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.space.Nothing;
import org.ebm4j.inference.Points.Vector;
import org.ebm4j.inference.minima.MultiStart;
import org.ebm4j.inference.minimise.GradientDescent;
import org.ebm4j.inference.minimise.Minimise;
import org.ebm4j.inference.minimise.SteepestDescent;
import org.ebm4j.inference.minimise.Stop;
import org.ebm4j.inference.sample.Langevin;
import org.ebm4j.inference.sample.Mala;
import org.ebm4j.inference.sample.Sampling;
import org.ebm4j.inference.sample.Transition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Runs that would never end, interrupted from another thread once they are under way: each ends as
/// cancelled, with the best it has, on a thread that stays interrupted.
@Timeout(120)
class InterruptionTest {
  /// Long enough for a test's time limit, short enough that step counts fit.
  private static final Stop FOREVER =
      Stop.standard().gradient(0).steps(Long.MAX_VALUE).time(Duration.ofHours(9));

  private static Given<Vector, Nothing> bowl(Engine engine) {
    double[] c = new double[40];
    double[] m = new double[40];
    for (int i = 0; i < c.length; i++) {
      c[i] = Math.exp(-.4 * i); // so badly scaled that no search ends by itself
      m[i] = 1;
    }
    return Points.quadratic(c, m).in(Precision.F64).on(engine);
  }

  private static final double START = .5 * sumOfScales(); // E at the origin

  private static double sumOfScales() {
    double sum = 0;
    for (int i = 0; i < 40; i++) {
      sum += Math.exp(-.4 * i);
    }
    return sum;
  }

  /// What a question gave on its own thread, and whether that was interrupted still.
  private record Ended<T>(T result, boolean interrupted) {}

  /// Asks on a thread of its own, interrupts it at the given look, and waits for what it returns.
  private static <T> Ended<T> interrupted(Function<Watcher, T> question) {
    CountDownLatch underWay = new CountDownLatch(3);
    AtomicReference<Ended<T>> ended = new AtomicReference<>();
    Watcher watcher =
        progress -> {
          underWay.countDown();
          return true;
        };
    Thread asking =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              T result = question.apply(watcher);
              ended.set(new Ended<>(result, Thread.currentThread().isInterrupted()));
            });
    try {
      underWay.await();
      asking.interrupt();
      asking.join();
    } catch (InterruptedException unexpected) {
      throw new AssertionError(unexpected);
    }
    return ended.get();
  }

  record Search(Minimise method, Engine engine) {
    @Override
    public String toString() {
      return method + " on " + engine.name();
    }
  }

  static Stream<Engine> engines() {
    return Stream.of(Engine.best(), Engine.named("plain")).distinct();
  }

  static Stream<Search> searches() {
    return engines()
        .flatMap(engine ->
            Stream.of(GradientDescent.of(1e-6).loop(), SteepestDescent.standard().loop())
                .map(method -> new Search(method.until(FOREVER), engine)));
  }

  @ParameterizedTest
  @MethodSource("searches")
  void aSearchEndsAsCancelledWithItsBestPoint(Search search) {
    Ended<Answer<Vector, Nothing>> ended =
        interrupted(watcher -> bowl(search.engine).infer(search.method.watched(1000, watcher)));
    assertThat(ended.interrupted).isTrue();
    Answer<Vector, Nothing> answer = ended.result;
    assertThat(answer.outcome())
        .isInstanceOfSatisfying(
            Outcome.StoppedEarly.class,
            early -> assertThat(early.limit()).isEqualTo(Limit.CANCELLED));
    assertThat(answer.outcome().reason()).matches("it was cancelled after [0-9.e-]+ s");
    assertThat(answer.energy()).isLessThan(START).isEqualTo(answer.term("bowl"));
    assertThat(answer.outcome().best().gradientNorm()).isPositive();
    assertThat(answer.outcome().counts().steps()).isGreaterThan(100);
    assertThat(bowl(search.engine).at(answer.y()).energy())
        .isCloseTo(answer.energy(), within(1e-9));
  }

  static Stream<Transition> transitions() {
    return Stream.of(Langevin.of(1e-3), Mala.tuned(1e-3));
  }

  private static final Chains ENDLESS = Chains.of(3).warmUp(50).draws(100_000).thin(100);

  @ParameterizedTest
  @MethodSource("transitions")
  void aSamplerHandsOverTheDrawsItHas(Transition transition) {
    Ended<Draws<Vector>> ended =
        interrupted(
            watcher -> bowl(Engine.best()).sample(transition.watched(1000, watcher), ENDLESS, 7));
    assertThat(ended.interrupted).isTrue();
    assertThat(ended.result.stopped()).contains(Limit.CANCELLED);
    assertThat(ended.result.draws()).isBetween(20, 99_999);
    assertThat(ended.result.finite()).isTrue();
    assertThat(ended.result.samples()).asString().endsWith("stopped early: CANCELLED");
    double[] last = ended.result.get(2, ended.result.draws() - 1).x();
    assertThat(last).hasSize(40).isNotEqualTo(new double[40]);
  }

  @Test
  void interruptedManyStartsHandOverWhereTheyStood() {
    Ended<List<Answer<Vector, Nothing>>> ended =
        interrupted(watcher -> {
          Minimise method = GradientDescent.of(1e-6).until(FOREVER).watched(1000, watcher);
          return bowl(Engine.best()).minima(MultiStart.of(4, 1).by(method));
        });
    assertThat(ended.interrupted).isTrue();
    assertThat(ended.result).hasSize(4);
    assertThat(ended.result).extracting(Answer::energy).isSorted();
    for (Answer<Vector, Nothing> answer : ended.result) {
      assertThat(answer.outcome().reason()).startsWith("it was cancelled after ");
    }
  }

  /// Without an interrupt the same sampler has all its draws and says nothing of the kind.
  @Test
  void aSamplerThatEndsByItselfIsNotStopped() {
    Draws<Vector> draws =
        bowl(Engine.best()).sample(Langevin.of(1e-3), Chains.of(3).warmUp(5).draws(10), 7);
    assertThat(draws.stopped()).isEmpty();
    assertThat(draws.samples()).hasToString("3 chains × 10 draws × 40 numbers");
    Draws<Vector> short_ =
        bowl(Engine.best())
            .sample(Sampling.by(Langevin.of(1e-3)).within(Duration.ofNanos(1)), ENDLESS, 7);
    assertThat(short_.stopped()).contains(Limit.TIME);
  }
}
